"""What a review looks at besides what changed: who did not move, and signs of loss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.words import layer_label
from kam.blueprints.pages.words import section_label, value_words
from kam.blueprints.queries.changes import changes_of
from kam.blueprints.queries.whole import texts_of
from kam.blueprints.rules import labels
from kam.blueprints.rules.plain import STAGE, WORD, Value
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.blueprints.queries import Whole
    from kam.blueprints.queries.judged import Judged
    from kam.people.models import User

RISKS = "risks"
MOST = 12
# Where each sign comes from, and whether so much of it is one.
SIGNS = {
    "concentrated": ("relations:map", "yes"),
    "promises_late": ("desk:account", ""),
    "actions_late": ("desk:account", ""),
    "lost_deals": ("pipeline:account", ""),
    "silent": ("desk:account", None),
}


@dataclass(frozen=True)
class StillLine:
    """Somebody who stands where they stood: layer, stage and relationship."""

    name: str
    url: str
    words: str


@dataclass(frozen=True)
class Still:
    """Who did not move since the last review; `more` are not listed."""

    lines: Sequence[StillLine] = ()
    count: int = 0
    more: int = 0
    url: str = ""


@dataclass(frozen=True)
class SignLine:
    """One thing by which customers are lost, as the records have it today."""

    label: str
    words: str
    tone: str
    url: str


@dataclass(frozen=True)
class Risks:
    """The signs, and what the team wrote of risks in the plan."""

    signs: Sequence[SignLine] = ()
    title: str = ""
    words: str = ""
    url: str = ""


def still_of(whole: Whole) -> Still:
    """Return who is there and did not move, by influence; no statement."""
    told = whole.sources
    moved = {change.pk for change in changes_of(told).get("people", ())}
    rows = [row for row in told.as_now.rows if row.person.pk not in moved]
    rows.sort(key=lambda row: -(row.influence or 0))
    return Still(
        lines=[_line(row) for row in rows[:MOST]],
        count=len(rows),
        more=max(0, len(rows) - MOST),
        url=reverse("relations:map", args=[told.account.pk]),
    )


def _line(row: Judged) -> StillLine:
    told = [
        str(layer_label(row.person.layer)) if row.person.layer else "",
        _known(Value(STAGE, row.stage)),
        _known(Value(WORD, row.relation or None, "relation")),
    ]
    return StillLine(
        name=row.person.name,
        url=reverse("accounts:person", args=[row.person.pk]),
        words=" · ".join(part for part in told if part) or gettext("还没有判断过"),
    )


def _known(value: Value) -> str:
    return value_words(value) if value.is_known else ""


def risks_of(user: User, whole: Whole) -> Risks:
    """Return what the records and the plan say of risks; no statement."""
    if RISKS not in whole.live:
        return Risks()
    account = whole.sources.account.pk
    return Risks(
        signs=[
            SignLine(
                label=say(labels.FACTS[fact.key]),
                words=value_words(fact.value),
                tone="bad" if _is_sign(fact.key, fact.value) else "",
                url=reverse(SIGNS[fact.key][0], args=[account]),
            )
            for fact in whole.live[RISKS].facts
        ],
        title=section_label(RISKS),
        words=texts_of(user, whole.blueprint).get(RISKS, ""),
        url=reverse("blueprints:section", args=[whole.blueprint.pk, RISKS]),
    )


def _is_sign(key: str, value: Value) -> bool:
    """Whether a value speaks for itself; of days of silence the reader judges."""
    wanted = SIGNS[key][1]
    if wanted is None:
        return False
    return value.raw == wanted if wanted else bool(value.raw)
