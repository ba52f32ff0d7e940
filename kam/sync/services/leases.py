"""Remembering which accounts a person's device was given to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.clock import now
from kam.sync.models import Lease

if TYPE_CHECKING:
    from collections.abc import Collection

    from kam.people.models import User

FEW_ROWS = 400


def give_leases(*, user: User, account_ids: Collection[int]) -> None:
    """Write down that somebody was given some accounts to read just now."""
    moment = now()
    Lease.objects.bulk_create(
        [Lease(user=user, account_id=pk, given_at=moment) for pk in set(account_ids)],
        batch_size=FEW_ROWS,
        update_conflicts=True,
        unique_fields=["user", "account"],
        update_fields=["given_at"],
    )
