"""Who stands at a door of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kam.core.errors import NotFound
from kam.people.scopes import may

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kam.people.models import User


def entered(request: HttpRequest, noun: str) -> User:
    """Return who asks; a role that sees nothing of a noun finds nothing here."""
    user = cast("User", request.user)
    if not may(user, noun, "see"):
        raise NotFound
    return user
