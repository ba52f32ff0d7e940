"""The page on which columns are chosen, with the runs of before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.paging import capped_count
from kam.people.scopes import reaches
from kam.performance.pages.columns.words import (
    STATE_TONES,
    column_title,
    columns_text,
)
from kam.performance.queries import page_of
from kam.performance.queries.columns import (
    column_runs_for,
    columns_of,
    is_interrupted,
)
from kam.performance.queries.figures import labels_of
from kam.performance.terms import ColumnMethod, ColumnState

if TYPE_CHECKING:
    from datetime import datetime

    from kam.core.paging import CappedCount, Page
    from kam.people.models import User
    from kam.performance.models import ColumnRun, ComparisonSet
    from kam.web.lists import ListState


@dataclass(frozen=True, kw_only=True)
class RunLine:
    """One run in the list."""

    url: str
    columns: str
    period: str
    method: str
    state: str
    tone: str
    n: int
    made_at: datetime
    is_repeat: bool


@dataclass(frozen=True, kw_only=True)
class ColumnsPage:
    """What may be chosen, and what was."""

    comparison_set: ComparisonSet
    lines: list[RunLine]
    page: Page
    count: CappedCount
    may_create: bool
    has_figures: bool


def columns_page(
    user: User, comparison_set: ComparisonSet, state: ListState, periods: list[str]
) -> ColumnsPage:
    """Read the runs of a set."""
    rows = column_runs_for(user, set_id=comparison_set.pk)
    page = page_of(rows, state)
    team = comparison_set.team_id
    return ColumnsPage(
        comparison_set=comparison_set,
        lines=[run_line(run) for run in page.rows],
        page=page,
        count=capped_count(rows),
        may_create=reaches(user, "column_run", "create", team_id=team),
        has_figures=bool(periods),
    )


def column_choices(comparison_set: ComparisonSet) -> list[tuple[str, str]]:
    """Return the columns of a visible set with their names and units."""
    labels = labels_of(comparison_set)
    keys = columns_of(comparison_set)
    return [(key, column_title(key, labels)) for key in keys]


def run_line(run: ColumnRun) -> RunLine:
    """Tell a run in a line."""
    return RunLine(
        url=reverse("performance:columns-run", args=[run.pk]),
        columns=columns_text(run),
        period=run.period,
        method=str(ColumnMethod(run.method).label),
        state=state_text(run),
        tone="warn" if is_interrupted(run) else STATE_TONES[run.state],
        n=run.n,
        made_at=run.created_at,
        is_repeat=run.repeats_id is not None,
    )


def state_text(run: ColumnRun) -> str:
    """Say where a run stands."""
    if is_interrupted(run):
        return gettext("中断了")
    return str(ColumnState(run.state).label)
