"""Which steps are due for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.plans.models import Step
from kam.plans.terms import PlanState, StepState

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User


def steps_due(user: User, until: date, most: int) -> list[Step]:
    """Return one's own open steps of plans under way, up to a day; one statement."""
    rows = Step.objects.visible_to(user).filter(
        owner=user,
        due__lte=until,
        state=StepState.OPEN,
        plan__state=PlanState.ACTIVE,
        plan__account__archived_at=None,
    )
    told = rows.select_related("plan__account").order_by("due", "pk")
    return list(told[:most])
