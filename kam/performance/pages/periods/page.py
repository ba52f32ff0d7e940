"""The page of two periods: for a manager every territory, for a holder the own ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from kam.core.errors import Invalid
from kam.people.scopes import may
from kam.performance import engine
from kam.performance.pages.periods.chart import moves_chart
from kam.performance.pages.periods.lines import (
    AbsentLine,
    ChangeCard,
    ChangeLine,
    absent_lines,
    card_of_change,
    line_of_change,
)
from kam.performance.pages.periods.notes import change_notes, change_stats, entered
from kam.performance.queries import change_question, periods_for, units_read_by
from kam.performance.rules import pair_of
from kam.web.speech import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.performance.engine import Changed, TerritoryChange
    from kam.performance.models import ComparisonSet
    from kam.performance.pages.method import MethodNote
    from kam.performance.pages.periods.notes import Crossing
    from kam.performance.rules import ChangeQuestion, Labels
    from kam.web.figures import Stat
    from kam.web.lists import ListState
    from kam.web.plot import Scatter

MOST_LINES = 300


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a comparison came to, as its reader may see it."""

    labels: Labels
    stats: list[Stat]
    plot: Scatter | None
    lines: list[ChangeLine]
    hidden: int
    cards: list[ChangeCard]
    crossings: list[Crossing]
    absent: list[AbsentLine]
    notes: list[MethodNote]
    has_parts: bool
    n: int


@dataclass(frozen=True, kw_only=True)
class PeriodsPage:
    """Everything the page of two periods shows."""

    comparison_set: ComparisonSet
    periods: list[str]
    earlier: str
    later: str
    trouble: dict[str, str]
    is_own: bool
    result: Result | None
    export_url: str
    frontier_url: str


def periods_page(
    user: User, comparison_set: ComparisonSet, state: ListState
) -> PeriodsPage:
    """Compare two periods of a set, and lay out what a person may read of it."""
    periods = periods_for(user, comparison_set)
    earlier, later = (str(state.filters.get(name) or "") for name in ("from", "to"))
    trouble: dict[str, str] = {}
    try:
        earlier, later = pair_of(periods, earlier=earlier, later=later)
    except Invalid as refusal:
        trouble = sentences(refusal)
    result = None
    if earlier and later and not trouble:
        result = _result(user, comparison_set, (earlier, later), state)
    return PeriodsPage(
        comparison_set=comparison_set,
        periods=periods,
        earlier=earlier,
        later=later,
        trouble=trouble,
        is_own=units_read_by(user, comparison_set) is not None,
        result=result,
        export_url=_export_url(user, comparison_set, earlier, later) if result else "",
        frontier_url=reverse("performance:frontier"),
    )


def _export_url(
    user: User, comparison_set: ComparisonSet, earlier: str, later: str
) -> str:
    if not may(user, "frontier", "export"):
        return ""
    query = urlencode({"from": earlier, "to": later})
    return f"{reverse('performance:periods-export', args=[comparison_set.pk])}?{query}"


def _result(
    user: User, comparison_set: ComparisonSet, pair: tuple[str, str], state: ListState
) -> Result:
    question = change_question(comparison_set, *pair)
    compared = engine.change_between(question)
    read = units_read_by(user, comparison_set)
    rows = [row for row in compared.rows if read is None or row.key in read]
    chosen = _chosen(rows, state) if read is None else None
    shown = rows[:MOST_LINES]
    return Result(
        labels=question.labels,
        stats=change_stats(question, compared) if read is None else [],
        plot=_plot(comparison_set, question, compared, chosen)
        if read is None
        else None,
        lines=[line_of_change(row, chosen) for row in shown],
        hidden=len(rows) - len(shown),
        cards=[
            card_of_change(row, question, compared)
            for row in rows
            if read is not None or row.key == chosen
        ],
        crossings=entered(question, compared) if read is None else [],
        absent=absent_lines(question, compared, read),
        notes=change_notes(question, compared),
        has_parts=bool(compared.line_after),
        n=len(compared.rows),
    )


def _chosen(rows: Sequence[TerritoryChange], state: ListState) -> int | None:
    """Open the territory that was asked for, or the one whose sales changed most."""
    wanted = state.filters.get("unit")
    if any(row.key == wanted for row in rows):
        return int(str(wanted))
    most = max(rows, key=lambda row: (abs(row.growth - 1.0), row.code), default=None)
    return most.key if most else None


def _plot(
    comparison_set: ComparisonSet,
    question: ChangeQuestion,
    compared: Changed,
    chosen: int | None,
) -> Scatter:
    name = f"{comparison_set.name}-{question.earlier.name}-{question.later.name}"
    return moves_chart(name, question, compared, compared.rows, chosen)
