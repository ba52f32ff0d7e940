"""Whether an account has left us: asked here, answered by the room that knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.events import WhoIsLost
from kam.core.events import ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.accounts.models import Account


def lost_among(account_ids: Iterable[int]) -> frozenset[int]:
    """Return the accounts among some that are lost; one statement."""
    found: frozenset[int] = ask(WhoIsLost(frozenset(account_ids)))
    return found


def is_lost(account: Account) -> bool:
    """Say whether an account stands as lost; one statement."""
    return account.pk in lost_among([account.pk])
