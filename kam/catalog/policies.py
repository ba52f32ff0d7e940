"""Who may change the catalogue; `None` stands for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import may

if TYPE_CHECKING:
    from kam.people.models import User


def may_arrange_products(user: User | None, verb: str) -> bool:
    """Managers and administrators; everybody sells the same products."""
    return user is None or may(user, "product", verb)


def may_arrange_competitors(user: User | None, verb: str) -> bool:
    """Managers and administrators."""
    return user is None or may(user, "competitor", verb)
