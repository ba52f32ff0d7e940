"""Targets: which there are, what was sold in their period, what is proposed now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from kam.core.errors import NotFound
from kam.performance.models import Figure, FrontierRow, FrontierRun, Target
from kam.performance.rules import newest_first, period_after

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.performance.querysets import TargetQuerySet

Due = dict[tuple[int, str], Target]


def targets_for(
    user: User,
    *,
    set_id: int | None = None,
    period: str | None = None,
    territory_id: int | None = None,
) -> TargetQuerySet:
    """Return the visible targets with what was sold in their period (`sold`)."""
    asked = {
        "comparison_set_id": set_id,
        "period": period,
        "territory_id": territory_id,
    }
    rows = Target.objects.visible_to(user).filter(
        **{name: value for name, value in asked.items() if value is not None}
    )
    known = Figure.objects.filter(
        comparison_set=OuterRef("comparison_set"),
        territory=OuterRef("territory"),
        period=OuterRef("period"),
    )
    rows = rows.annotate(sold=Subquery(known.values("sales")[:1]))
    return rows.select_related("comparison_set", "territory", "run", "agreed_by")


def targets_matching(user: User, filters: dict[str, Any]) -> TargetQuerySet:
    """Return the targets that match a filter."""
    rows = targets_for(
        user, set_id=filters.get("set"), period=filters.get("period") or None
    )
    if wanted := (filters.get("q") or "").strip():
        rows = rows.filter(territory__code__icontains=wanted)
    return rows


def target_periods(user: User) -> list[str]:
    """Return the periods with targets in sight, newest first."""
    rows = Target.objects.visible_to(user).order_by()
    return newest_first(rows.values_list("period", flat=True).distinct())


def targets_around(user: User, run: FrontierRun) -> Due:
    """Return the targets for the period of a run and for the one after it."""
    periods = (run.period, period_after(run.period))
    rows = targets_for(user, set_id=run.comparison_set_id).filter(period__in=periods)
    return {(row.territory_id, row.period): row for row in rows}


def row_of(user: User, run: FrontierRun, territory_id: int) -> FrontierRow:
    """Return what a run says of a territory in sight, or NotFound."""
    rows = FrontierRow.objects.visible_to(user).filter(run=run)
    found: FrontierRow = _with_run(rows).seen(user, territory_id=territory_id)
    return found


def newest_row(user: User, target: Target) -> FrontierRow:
    """Return what the newest run like the target's own says of its territory."""
    run = target.run
    rows = FrontierRow.objects.visible_to(user).filter(
        run__comparison_set_id=run.comparison_set_id,
        run__period=run.period,
        run__method=run.method,
        territory_id=target.territory_id,
    )
    found: FrontierRow | None = _with_run(rows).order_by("-run_id").first()
    if found is None:
        raise NotFound
    return found


def target_on(user: User, row: FrontierRow) -> Target | None:
    """Return the target that stands for the period after a run, if there is one."""
    found: Target | None = targets_for(
        user,
        set_id=row.run.comparison_set_id,
        period=period_after(row.run.period),
        territory_id=row.territory_id,
    ).first()
    return found


def _with_run(rows: Any) -> Any:
    return rows.select_related("run__comparison_set", "territory")
