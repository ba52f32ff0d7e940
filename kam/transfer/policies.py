"""Who may import and export what: the rights to single records decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import may

if TYPE_CHECKING:
    from kam.people.models import User


def may_import(user: User, noun: str) -> bool:
    """Say whether a person may import records of a noun at all."""
    return may(user, "import", "create") and may(user, noun, "create")


def may_export(user: User, noun: str) -> bool:
    """Say whether a person may take records of a noun out."""
    return may(user, noun, "export")
