"""The target of one territory: what it rests on, and agreeing another figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.performance.pages.card import Fact, facts_of, figures_text
from kam.performance.pages.targets.panel import agreed_note
from kam.performance.pages.targets.words import (
    Result,
    moved_text,
    result_of,
    warning_text,
)
from kam.performance.pages.words import figure_text, interval_text, sales_unit
from kam.performance.policies import may_agree_target
from kam.performance.queries.targets import newest_row
from kam.performance.rules import Labels, period_after

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.performance.models import FrontierRow, FrontierRun, Target


@dataclass(frozen=True, kw_only=True)
class TargetPage:
    """One target, or the place of one that is to be agreed."""

    row: FrontierRow
    run: FrontierRun
    labels: Labels
    code: str
    period: str
    figures: str
    facts: list[Fact]
    target: Target | None
    moved: str
    warning: str
    result: Result | None
    unit: str
    suggested: float | None
    may_agree: bool
    may_undo: bool
    draft_key: str
    back_url: str


def target_page(
    user: User, row: FrontierRow, target: Target | None = None
) -> TargetPage:
    """Lay out what a target rests on; `row` is what the newest run says."""
    labels = Labels(**row.run.parameters["labels"])
    figure = target.figure if target else None
    made, team = row.run.comparison_set, row.territory.team_id
    may_agree = may_agree_target(user, "change" if target else "create", made, team)
    sold = getattr(target, "sold", None)
    return TargetPage(
        row=row,
        run=row.run,
        labels=labels,
        code=row.code,
        period=target.period if target else period_after(row.run.period),
        figures=figures_text(row.potential, row.sales, labels),
        facts=[*_proposal(row), _agreed(target), *_standing(row)],
        target=target,
        moved=moved_text(target, row) if target else "",
        warning=warning_text(figure, row.frontier),
        result=result_of(figure, sold),
        unit=sales_unit(labels),
        suggested=suggested(row.goal),
        may_agree=may_agree,
        may_undo=bool(target) and may_agree,
        draft_key=f"{row.run.comparison_set_id}-{row.territory_id}",
        back_url=_card_url(row),
    )


def _card_url(row: FrontierRow) -> str:
    run = reverse("performance:run", args=[row.run_id])
    return f"{run}?unit={row.territory_id}"


def page_of_target(user: User, target: Target) -> TargetPage:
    """Lay out a stored target beside what the newest run says."""
    return target_page(user, newest_row(user, target), target)


def suggested(goal: float | None) -> float | None:
    """Return the proposal as one writes it: four digits, as the page shows it.

    >>> suggested(62.3999), suggested(74065.1), suggested(None)
    (62.4, 74065.0, None)
    """
    return None if goal is None else float(figure_text(goal).replace(",", ""))


def _proposal(row: FrontierRow) -> list[Fact]:
    """Return the proposed goal with how it came about, from the card of the run."""
    goals = [fact for fact in facts_of(row, row.run)[2:] if fact.value != "—"]
    if row.goal is None or not goals:
        note = gettext("这次计算没有建议，由主管商定")
        return [Fact(gettext("建议目标"), "—", note)]
    return [Fact(gettext("建议目标"), figure_text(row.goal), goals[0].note)]


def _agreed(target: Target | None) -> Fact:
    figure = target.figure if target else None
    label = pgettext("target", "商定目标")
    return Fact(label, figure_text(figure), agreed_note(target))


def _standing(row: FrontierRow) -> list[Fact]:
    """Return frontier and index, with how sure the index is."""
    known = facts_of(row, row.run)[:1]
    if row.frontier is None or not known:
        return []
    line = Fact(
        gettext("前沿"), figure_text(row.frontier), gettext("同等潜力做到过的最高")
    )
    span = interval_text(row.lower, row.upper)
    return [line, Fact(known[0].label, known[0].value, span or known[0].note)]
