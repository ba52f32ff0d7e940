"""Which of one's own accounts ask to be looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.pipeline.models import Placement
from kam.pipeline.rules.platforms.grid import ENDED

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User


def revisits_due(user: User, until: date, most: int) -> list[Placement]:
    """Return one's own ended accounts to be looked at until a day; one statement."""
    rows = Placement.objects.visible_to(user).current()
    rows = rows.filter(account__owner=user, account__archived_at=None)
    rows = rows.filter(platform__in=ENDED, revisit_on__lte=until)
    return list(rows.select_related("account").order_by("revisit_on", "pk")[:most])
