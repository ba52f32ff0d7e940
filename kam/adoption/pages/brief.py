"""A place on the ladder in short, for the preparation of a visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext

from kam.adoption.pages.climbers import climber
from kam.adoption.pages.words import due_of, place_note, stage_words
from kam.adoption.rules.advice import ADVICE
from kam.adoption.rules.ladder import TOP
from kam.adoption.rules.limits import limits_from
from kam.judgements.pages.words import HeldLine, held_line
from kam.judgements.rules.freshness import AGEING_AFTER
from kam.judgements.rules.scales import GATES, TARGET
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.accounts.queries.room import PersonRow
    from kam.adoption.pages.climbers import Climber
    from kam.adoption.rules.limits import Limits
    from kam.core.settings_book import Value
    from kam.judgements.queries import Standing

FIRST = 1


@dataclass(frozen=True)
class StageBrief:
    """Where somebody stands with one product, by which evidence, and what next.

    `steps` says of each of the seven what it is: past, now, wanted or ahead.
    """

    name: str
    product: str
    product_id: int
    stage: int | None
    words: str
    target: str
    steps: Sequence[tuple[int, str]]
    evidence: HeldLine | None
    note: str
    must_rejudge: bool
    objective: str
    focus: str
    resources: str
    url: str


def stage_brief(
    person: PersonRow,
    standing: Standing,
    products: Mapping[int, str],
    settings: Mapping[str, Value],
    back: str,
    product_id: int | None = None,
) -> StageBrief | None:
    """Say it for a product, or the one most was judged about; no statement.

    None where nothing was judged of this person. `back` is where judging leads back.
    """
    product_id = product_id or _product(person.pk, standing)
    if product_id is None or product_id not in products:
        return None
    limits = limits_from(settings)
    fresh = int(settings[AGEING_AFTER.key])
    row = climber(person, standing, product_id, limits)
    held = row.deciding
    advice = ADVICE[row.place.stage or FIRST]
    judge = reverse("adoption:judge", args=[person.pk])
    return StageBrief(
        name=person.name,
        product=products[product_id],
        product_id=product_id,
        stage=row.place.stage,
        words=stage_words(row.place.stage),
        target=_target(row, limits),
        steps=_steps(row),
        evidence=held_line(held, standing.day, fresh) if held else None,
        note=place_note(row.place, limits),
        must_rejudge=row.must_rejudge,
        objective=say(advice.objective),
        focus=say(advice.focus),
        resources=say(advice.resources),
        url=f"{judge}?product={product_id}&next={quote(back)}",
    )


def _product(person_id: int, standing: Standing) -> int | None:
    held: dict[int, int] = {}
    for row in standing.about(person_id):
        if row.product_id is not None and row.aspect in (*GATES, TARGET):
            held[row.product_id] = held.get(row.product_id, 0) + 1
    return max(held, key=lambda pk: (held[pk], -pk)) if held else None


def _target(row: Climber, limits: Limits) -> str:
    due = due_of(row, limits)
    if row.target is None or due is None:
        return ""
    told = {"stage": stage_words(row.target.value), "day": day_words(due)}
    return gettext("目标 %(stage)s，%(day)s前") % told


def _steps(row: Climber) -> list[tuple[int, str]]:
    now = row.place.stage or 0
    wanted = row.target.value if row.target else 0

    def kind(step: int) -> str:
        if step == now:
            return "is-now"
        if step < now:
            return "is-past"
        return "is-wanted" if step == wanted else "is-ahead"

    return [(step, kind(step)) for step in range(1, TOP + 1)]
