"""Runs: which there are, what they hold, and what a representative may learn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.performance.models import ComparisonSet, FrontierRow, FrontierRun, Target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.people.models import User
    from kam.performance.querysets import RowQuerySet, RunQuerySet

MOST_SETS = 200


@dataclass(frozen=True, slots=True)
class Spot:
    """One territory of a run as the chart and the sums need it."""

    key: int
    code: str
    potential: float
    sales: float
    frontier: float | None
    score: float | None
    gap: float | None
    frontier_class: str
    is_named: bool
    goal: float | None
    is_stable: bool = False
    fragility: float | None = None
    chance: float | None = None
    rank_low: int | None = None
    rank_high: int | None = None


SPOT = tuple(Spot.__dataclass_fields__)
_COLUMNS = tuple("territory_id" if name == "key" else name for name in SPOT)


def sets_for(user: User) -> list[ComparisonSet]:
    """Return the sets a person may choose from, by name."""
    rows = ComparisonSet.objects.visible_to(user).select_related("team")
    return list(rows.order_by("name", "id")[:MOST_SETS])


def runs_for(user: User) -> RunQuerySet:
    """Return the runs a person may see, newest first, with their set."""
    rows = FrontierRun.objects.visible_to(user).order_by("-id")
    return rows.select_related("comparison_set__team")


def runs_matching(
    user: User,
    *,
    set_id: int | None = None,
    period: str | None = None,
    method: str | None = None,
) -> RunQuerySet:
    """Return the visible runs of a set, a period, a method."""
    asked = {"comparison_set_id": set_id, "period": period, "method": method}
    return runs_for(user).filter(**{n: v for n, v in asked.items() if v is not None})


def usual_run(user: User) -> FrontierRun | None:
    """Return the run that somebody who chose nothing reads.

    The newest one; of several sets alike in period and method one with an agreed
    target comes first, so that every page tells the same index of a territory.
    """
    newest = runs_for(user).first()
    if newest is None:
        return None
    agreed = Target.objects.visible_to(user).filter(figure__isnull=False).order_by()
    alike = runs_matching(user, period=newest.period, method=newest.method)
    held = alike.filter(comparison_set_id__in=agreed.values("comparison_set_id"))
    return held.first() or newest


def rows_for(user: User, run: FrontierRun) -> RowQuerySet:
    """Return the rows of a visible run: all of them, or only one's own."""
    return FrontierRow.objects.visible_to(user).filter(run=run)


def spots_of(run: FrontierRun) -> list[Spot]:
    """Return every territory of a run whose reader has been checked."""
    rows = FrontierRow.objects.filter(run=run).order_by("code", "id")
    return [Spot(*values) for values in rows.values_list(*_COLUMNS)]


def sales_in(run: FrontierRun, territory_ids: Iterable[int]) -> dict[int, float]:
    """Return the sales of some territories in a run whose reader sees all of it."""
    rows = FrontierRow.objects.filter(run=run, territory_id__in=list(territory_ids))
    return dict(rows.values_list("territory_id", "sales"))


def own_history(user: User, comparison_set_ids: Iterable[int]) -> list[FrontierRow]:
    """Return the rows of one's own territories over all periods, newest run last."""
    rows = FrontierRow.objects.visible_to(user).select_related("run")
    inside = rows.filter(run__comparison_set_id__in=list(comparison_set_ids))
    return list(inside.order_by("run_id"))
