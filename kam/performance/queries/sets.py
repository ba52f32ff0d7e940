"""Lists of comparison sets and of the figures in one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max

from kam.core.paging import paginate
from kam.people.models import Territory
from kam.performance.models import ComparisonSet, Figure, FrontierRun
from kam.performance.rules import newest_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.paging import Page
    from kam.people.models import User
    from kam.performance.querysets import FigureQuerySet
    from kam.web.lists import ListState


@dataclass(frozen=True)
class SetSums:
    """What a set holds: its periods, the newest one's size, its newest run."""

    periods: list[str]
    newest: str
    territories: int
    run_id: int | None


def teams_of(comparison_set: ComparisonSet) -> set[int]:
    """Return the teams whose territories a set compares."""
    rows = Territory.objects.filter(figures__comparison_set=comparison_set)
    return set(rows.values_list("team_id", flat=True).order_by().distinct())


def sets_matching(user: User, filters: dict[str, Any]) -> Any:
    """Return the visible sets that match a filter."""
    rows = ComparisonSet.objects.visible_to(user).select_related("team")
    wanted = (filters.get("q") or "").strip()
    return rows.filter(name__icontains=wanted) if wanted else rows


def sums_of(user: User, set_ids: Sequence[int]) -> dict[int, SetSums]:
    """Return what each of some sets holds, in two statements."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    figures = Figure.objects.visible_to(user).filter(comparison_set_id__in=set_ids)
    for pk, period, n in (
        figures.order_by()
        .values_list("comparison_set_id", "period")
        .annotate(n=Count("pk"))
    ):
        counts[pk][period] = n
    runs = FrontierRun.objects.visible_to(user).filter(comparison_set_id__in=set_ids)
    newest_runs = dict(
        runs.order_by().values_list("comparison_set_id").annotate(newest=Max("pk"))
    )
    return {pk: _sums(counts.get(pk, {}), newest_runs.get(pk)) for pk in set_ids}


def _sums(counts: dict[str, int], run_id: int | None) -> SetSums:
    periods = newest_first(counts)
    newest = periods[0] if periods else ""
    return SetSums(periods, newest, counts.get(newest, 0), run_id)


def figures_matching(
    user: User, comparison_set: ComparisonSet, filters: dict[str, Any]
) -> FigureQuerySet:
    """Return the visible figures of a set in a period, by code."""
    rows = Figure.objects.visible_to(user).filter(comparison_set=comparison_set)
    rows = rows.select_related("territory")
    if period := filters.get("period"):
        rows = rows.filter(period=period)
    if wanted := (filters.get("q") or "").strip():
        rows = rows.filter(territory__code__icontains=wanted)
    return rows


def page_of(rows: Any, state: ListState, size: int = 50) -> Page:
    """Return one page of a list in the order its address asks for."""
    return paginate(rows, order=state.order, cursor=state.cursor, size=size)
