"""Who may write method packs; `None` stands for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import may

if TYPE_CHECKING:
    from kam.people.models import User


def may_write_packs(user: User | None) -> bool:
    """Trainers and administrators write new versions."""
    return user is None or may(user, "pack", "create")


def may_choose_packs(user: User | None) -> bool:
    """Trainers and administrators choose the version that everybody uses."""
    return user is None or may(user, "pack", "change")
