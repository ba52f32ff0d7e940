"""Who may confirm a hand-over: only its receiver, while the account is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import reaches

if TYPE_CHECKING:
    from kam.handover.models import Handover
    from kam.people.models import User


def may_confirm(user: User, handover: Handover) -> bool:
    """Say whether a person is the one who took the account over."""
    owner_id = handover.account.owner_id
    is_theirs = owner_id == handover.receiver_id
    return is_theirs and reaches(user, "handover", "change", owner_id=owner_id)
