"""The shapes of targets at the API."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Schema
from pydantic import Field

from kam.performance.pages.targets.panel import RunTargets
from kam.performance.pages.targets.words import result_of, warning_text
from kam.performance.rules import LARGEST_FIGURE
from kam.performance.rules.targets import reached
from kam.performance.schemas.frontier import Id, PeriodName
from kam.performance.schemas.unit import UnitTarget
from kam.web.interface import Closed, PageQuery

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.people.models import User
    from kam.performance.models import FrontierRow, FrontierRun, Target

Aim = Annotated[float, Field(gt=0, le=LARGEST_FIGURE, allow_inf_nan=False)]
Why = Annotated[str, Field(max_length=300)]


class TargetQuery(PageQuery):
    """Which targets."""

    set: Id | None = None
    period: PeriodName | None = None
    territory: Id | None = None


class TargetChange(Closed):
    """What to agree instead; a field left out stays as it is."""

    figure: Aim | None = None
    reason: Why = ""

    def wanted(self) -> dict[str, Any]:
        """Return what was said, as the service takes it."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class TargetNew(Closed):
    """What to agree for a territory of a run, for the period after it."""

    run: Id
    territory: Id
    figure: Aim
    reason: Why = ""


class TargetOut(Schema):
    """A target: proposed, agreed, and what became of it; no figure once undone."""

    id: int
    set: int
    set_name: str
    territory: int
    code: str
    period: str
    run: int
    proposed: float | None
    figure: float | None
    reason: str
    agreed_by: str | None
    sold: float | None
    is_reached: bool | None
    result: str | None
    warning: str | None
    is_synthetic: bool
    updated_at: datetime
    revision: int


def target_out(row: Target, basis: FrontierRow | None = None) -> TargetOut:
    """Return a target in its API shape; `basis` is what its run says now."""
    sold: float | None = getattr(row, "sold", None)
    result = result_of(row.figure, sold)
    known = row.figure is not None and sold is not None
    return TargetOut(
        id=row.pk,
        set=row.comparison_set_id,
        set_name=row.comparison_set.name,
        territory=row.territory_id,
        code=row.territory.code,
        period=row.period,
        run=row.run_id,
        proposed=row.proposed,
        figure=row.figure,
        reason=row.reason,
        agreed_by=row.agreed_by.name if row.agreed_by else None,
        sold=sold,
        is_reached=reached(row.figure, sold) if known else None,  # type: ignore[arg-type]
        result=result.text if result else None,
        warning=(warning_text(row.figure, basis.frontier) or None) if basis else None,
        is_synthetic=row.comparison_set.is_synthetic,
        updated_at=row.updated_at,
        revision=row.revision,
    )


def unit_targets(user: User, run: FrontierRun) -> Callable[[FrontierRow], UnitTarget]:
    """Return what tells the two targets beside a unit of a run; one statement."""
    known = RunTargets(user, run)

    def told(row: FrontierRow) -> UnitTarget:
        due, past = known.due(row.territory_id), known.past(row.territory_id)
        before = past.figure if past else None
        return UnitTarget(
            period=known.next,
            figure=due.figure if due else None,
            reason=due.reason if due else "",
            past_figure=before,
            past_reached=None if before is None else reached(before, row.sales),
        )

    return told
