"""The card of Today: account plans that wait for one's decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.blueprints.queries.beside import MOST_WAITING
from kam.blueprints.terms import BlueprintState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.blueprints.queries.beside import Waiting

MOST = 3


@dataclass(frozen=True)
class WaitingLine:
    """A plan to decide on."""

    title: str
    note: str
    url: str


@dataclass(frozen=True)
class DecideCard:
    """The plans that have waited longest, how many wait, and where all are."""

    lines: Sequence[WaitingLine]
    count: str
    url: str

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self.lines)

    @property
    def more(self) -> bool:
        """Whether more wait than are shown."""
        return self.count != str(len(self.lines))


def decide_card(rows: Sequence[Waiting]) -> DecideCard:
    """Build the card; no statement."""
    full = len(rows) >= MOST_WAITING
    state = f"?state={BlueprintState.SUBMITTED}"
    return DecideCard(
        lines=[_line(row) for row in rows[:MOST]],
        count=f"{len(rows)}+" if full else str(len(rows)),
        url=reverse("blueprints:list") + state,
    )


def _line(row: Waiting) -> WaitingLine:
    number = gettext("第 %(n)s 版") % {"n": row.number}
    title = gettext("%(account)s %(year)s 年客户计划书")
    return WaitingLine(
        title=title % {"account": row.account, "year": row.year},
        note=" · ".join(part for part in (row.who, number) if part),
        url=reverse("blueprints:detail", args=[row.pk]),
    )
