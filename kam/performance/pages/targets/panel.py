"""The targets of a territory beside what a run says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.people.scopes import reaches
from kam.performance.pages.card import Fact
from kam.performance.pages.targets.words import (
    Result,
    moved_text,
    result_of,
    warning_text,
)
from kam.performance.pages.words import PLAIN
from kam.performance.queries.targets import targets_around
from kam.performance.rules import period_after

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.performance.models import FrontierRow, FrontierRun, Target
    from kam.performance.pages.card import Card
    from kam.performance.pages.words import Writing


@dataclass(frozen=True, kw_only=True)
class TargetPanel:
    """The target of the next period, and what became of the one for this."""

    period: str
    facts: list[Fact]
    moved: str
    warning: str
    url: str
    agree_url: str
    is_agreed: bool
    last: Result | None
    last_text: str


class RunTargets:
    """The targets around one run, read in one statement."""

    def __init__(self, user: User, run: FrontierRun) -> None:
        self.run = run
        self.next = period_after(run.period)
        self._found = targets_around(user, run)
        team = run.comparison_set.team_id
        self._may_agree = reaches(user, "target", "create", team_id=team)

    def due(self, territory_id: int) -> Target | None:
        """The target for the period after the run."""
        return self._found.get((territory_id, self.next))

    def past(self, territory_id: int) -> Target | None:
        """The target for the period of the run itself."""
        return self._found.get((territory_id, self.run.period))

    def agreed(self, territory_id: int) -> float | None:
        """The figure that was agreed for the period after the run."""
        due = self.due(territory_id)
        return due.figure if due else None

    def agreed_text(self, territory_id: int, write: Any) -> str:
        """The agreed figure for the table; empty where none is."""
        figure = self.agreed(territory_id)
        if figure is None:
            return ""
        return gettext("商定 %(figure)s") % {"figure": write(figure)}

    def beside(self, card: Card | None, writing: Writing) -> Card | None:
        """Return a card with the targets of its territory."""
        if card is None:
            return None
        return replace(card, target=self.panel(card.row, writing))

    def panel(self, row: FrontierRow, writing: Writing = PLAIN) -> TargetPanel:
        """Lay out the targets of one row of the run."""
        due, past = self.due(row.territory_id), self.past(row.territory_id)
        figure = due.figure if due else None
        write = writing.sales
        return TargetPanel(
            period=self.next,
            facts=[
                Fact(gettext("建议目标"), write(row.goal), _proposed(row)),
                Fact(pgettext("target", "商定目标"), write(figure), agreed_note(due)),
            ],
            moved=moved_text(due, row, write) if due else "",
            warning=warning_text(figure, row.frontier),
            url=reverse("performance:target", args=[due.pk]) if due else "",
            agree_url=self._agree_url(row) if self._may_agree else "",
            is_agreed=figure is not None,
            last=result_of(past.figure, row.sales, write) if past else None,
            last_text=self._last(past, write),
        )

    def _agree_url(self, row: FrontierRow) -> str:
        return reverse("performance:target-new", args=[self.run.pk, row.territory_id])

    def _last(self, past: Target | None, write: Any) -> str:
        if past is None or past.figure is None:
            return ""
        told = gettext("%(period)s 的目标 %(figure)s")
        return told % {"period": past.period, "figure": write(past.figure)}


def _proposed(row: FrontierRow) -> str:
    if row.goal is None:
        return gettext("这次计算没有建议，由主管商定")
    return gettext("由这次计算得出")


def agreed_note(target: Target | None) -> str:
    """Say who agreed a figure, and why it is not the proposed one."""
    if target is None or target.figure is None:
        return gettext("还没有商定")
    who = target.agreed_by.name if target.agreed_by else gettext("系统")
    return gettext("%(who)s · %(reason)s") % {
        "who": who,
        "reason": target.reason or gettext("按建议"),
    }


__all__ = ["RunTargets", "TargetPanel", "agreed_note"]
