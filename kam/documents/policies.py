"""Who may change how documents look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import may

if TYPE_CHECKING:
    from kam.people.models import User


def may_change_letterhead(user: User | None) -> bool:
    """Administrators; `None` stands for the command line."""
    return user is None or may(user, "letterhead", "change")
