"""Who asks, in a door that is not open to strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kam.people.models import User


def asker(request: HttpRequest) -> User:
    """Return the signed-in person; `PersonalMiddleware` lets nobody else come here."""
    return cast("User", request.user)
