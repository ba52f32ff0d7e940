"""One line per person, and what each occupied stage asks of us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from django.utils.translation import gettext, ngettext

from kam.accounts.terms import Layer
from kam.adoption.pages.words import due_of, place_note, stage_label, stage_words
from kam.adoption.rules.advice import ADVICE
from kam.judgements.pages import HeldLine, held_line
from kam.judgements.rules.freshness import age
from kam.judgements.rules.scales import TARGET
from kam.web.doors import address_of
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.adoption.pages.climbers import Climber
    from kam.adoption.rules.limits import Limits


class View(Protocol):
    """What a line needs to know of its page."""

    @property
    def account(self) -> Account: ...
    @property
    def day(self) -> date: ...
    @property
    def limits(self) -> Limits: ...
    @property
    def after(self) -> int: ...
    @property
    def product_id(self) -> int: ...
    @property
    def names(self) -> Mapping[int, str]: ...
    @property
    def place(self) -> str: ...
    @property
    def may(self) -> bool: ...


@dataclass(frozen=True)
class PersonLine:
    """Somebody on the ladder of a product."""

    pk: int
    name: str
    title: str
    layer: str
    stage: int | None
    words: str
    is_decided: bool
    note: str
    must_rejudge: str
    held: HeldLine | None
    when: str
    is_ageing: bool
    target: str
    due: str
    is_overdue: bool
    url: str
    judge_url: str
    target_url: str
    history_url: str


def person_line(row: Climber, view: View) -> PersonLine:
    """Say where somebody stands, why, and where they are wanted."""
    person, place, held = row.person, row.place, row.deciding
    back = f"{view.place}{view.product_id}"
    due = due_of(row, view.limits)
    reached = row.target is not None and (place.stage or 0) >= row.target.value
    gates = _gates_url(person.pk, view.product_id)
    history = address_of("judgements:history")(person.pk)
    aspect = address_of("judgements:judge", TARGET)(person.pk)
    return PersonLine(
        pk=person.pk,
        name=person.name,
        title=person.title,
        layer=str(Layer(person.layer).label) if person.layer else "",
        stage=place.stage,
        words=stage_words(place.stage),
        is_decided=place.is_decided,
        note=place_note(place, view.limits),
        must_rejudge=_rejudge(row, view.limits),
        held=held_line(held, view.day, view.after, view.names) if held else None,
        when=_when(row, view),
        is_ageing=_is_ageing(row, view),
        target=stage_words(row.target.value) if row.target else "",
        due=_due(due, reached=reached),
        is_overdue=due is not None and due < view.day and not reached,
        url=gates if view.may else history,
        judge_url=gates,
        target_url=f"{aspect}?product={view.product_id}&next={_quoted(back)}",
        history_url=history,
    )


def _quoted(path: str) -> str:
    return quote(path, safe="")


def _gates_url(person_id: int, product_id: int) -> str:
    return f"{address_of('adoption:judge')(person_id)}?product={product_id}"


def _due(due: date | None, *, reached: bool) -> str:
    if due is None:
        return ""
    return gettext("已走到") if reached else day_words(due)


def _is_ageing(row: Climber, view: View) -> bool:
    newest = row.newest
    return newest is not None and age(newest.day, view.day) > view.after


def _when(row: Climber, view: View) -> str:
    newest = row.newest
    if newest is None:
        return ""
    if _is_ageing(row, view):
        n = age(newest.day, view.day)
        return ngettext("%(n)s 天前", "%(n)s 天前", n) % {"n": n}
    return f"{newest.day:%m-%d}"


def _rejudge(row: Climber, limits: Limits) -> str:
    if not row.must_rejudge:
        return ""
    n = limits.no_use_days
    return ngettext(
        "超过 %(n)s 天没有使用的证据，请重新判断",
        "超过 %(n)s 天没有使用的证据，请重新判断",
        n,
    ) % {"n": n}


@dataclass(frozen=True)
class Step:
    """A stage somebody stands on, and what it asks of the next visit."""

    words: str
    who: str
    sign: str
    objective: str
    focus: str
    factor: str
    resources: str


def steps_to_take(lines: Sequence[PersonLine]) -> list[Step]:
    """Return what the occupied stages ask, the lowest first."""
    stages = sorted({line.stage for line in lines if line.stage is not None})
    return [_step(s, [line for line in lines if line.stage == s]) for s in stages]


def _step(stage: int, lines: Sequence[PersonLine]) -> Step:
    told = ADVICE[stage]
    return Step(
        words=f"{stage} {stage_label(stage)}",
        who=gettext("、").join(line.name for line in lines),
        sign=say(told.sign),
        objective=say(told.objective),
        focus=say(told.focus),
        factor=say(told.factor),
        resources=say(told.resources),
    )
