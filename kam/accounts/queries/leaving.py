"""Whether an account has left us: asked here, answered by the room that knows.

An account has left where it is archived or stands as lost. It takes no plan, no
account plan and no resource, and nothing of them is due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import BooleanField, ExpressionWrapper, Q

from kam.accounts.events import WhereLost, WhoIsLost
from kam.core.events import ask

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kam.accounts.models import Account


def lost_among(account_ids: Iterable[int]) -> frozenset[int]:
    """Return the accounts among some that are lost; one statement."""
    found: frozenset[int] = ask(WhoIsLost(frozenset(account_ids)))
    return found


def has_left(account: Account, lost: Collection[int] | None = None) -> bool:
    """Say whether an account is archived or lost; one statement at most.

    `lost` are the lost ones where they are known already: then none.
    """
    if account.archived_at is not None:
        return True
    return account.pk in (lost_among([account.pk]) if lost is None else lost)


def kept(account: str = "") -> Q:
    """Return the condition that an account has not left.

    `account` leads to it from another row.
    """
    archived = f"{account}__archived_at" if account else "archived_at"
    return Q(**{archived: None}) & ~Q(**{f"{account or 'pk'}__in": ask(WhereLost())})


def left_beside(account: str = "") -> ExpressionWrapper:
    """Return an annotation that says of a row whether its account has left."""
    return ExpressionWrapper(~kept(account), output_field=BooleanField())
