"""Who may mark notices, choose digests, and try letters again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import may, reaches

if TYPE_CHECKING:
    from kam.people.models import User


def may_arrange(user: User, owner_id: int) -> bool:
    """Say whether somebody may mark notices and choose digests: only for oneself."""
    return reaches(user, "notice", "change", owner_id=owner_id)


def may_try_again(user: User | None) -> bool:
    """Say whether somebody may have letters tried again; the command line may."""
    return user is None or may(user, "letter", "change")
