"""Who calls the API: a bearer token stands for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from kam.people.queries import token_from_secret
from kam.people.services.tokens import note_use

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class TokenMiddleware:
    """Let an API request speak for the owner of its token, and for nobody else.

    A session cookie opens no API door, so a page of another site cannot use one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the token and its owner to an API request."""
        if request.path.startswith("/api/"):
            request.user = AnonymousUser()
            request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # noqa: SLF001
            kind, _, secret = request.headers.get("Authorization", "").partition(" ")
            token = token_from_secret(secret) if kind.lower() == "bearer" else None
            if token is not None:
                request.user = token.user
                request.token = token  # type: ignore[attr-defined]
                note_use(token)
        return self.get_response(request)
