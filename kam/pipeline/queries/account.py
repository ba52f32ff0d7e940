"""What one account may buy and has bought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.pipeline.models import Opportunity, Purchase
from kam.pipeline.queries.listing import WITH, with_next_step

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User

MOST = 200
YEARS_SHOWN = 24


def opportunities_of(user: User, account: Account) -> list[Opportunity]:
    """Return the opportunities of an account, open ones first; one statement."""
    rows = Opportunity.objects.visible_to(user).standing().filter(account=account)
    found = with_next_step(user, rows.select_related(*WITH))
    ordered = found.order_by("closed_on", "expected_on", "-pk")[:MOST]
    return sorted(ordered, key=_place)


def _place(row: Opportunity) -> tuple[bool, float]:
    ended = row.closed_on
    return (ended is not None, -ended.toordinal() if ended is not None else 0)


def purchases_of(user: User, account: Account) -> list[Purchase]:
    """Return the purchases of an account, the newest first; one statement."""
    rows = Purchase.objects.visible_to(user).standing().filter(account=account)
    return list(rows.select_related("account", "product").order_by("-month", "-pk"))
