"""Which steps are due for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.plans.models import Step

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User


def steps_due(user: User, until: date, most: int) -> list[Step]:
    """Return one's own open steps of plans under way, up to a day; one statement."""
    rows = Step.objects.visible_to(user).to_do().filter(owner=user, due__lte=until)
    told = rows.select_related("plan__account").order_by("due", "pk")
    return list(told[:most])
