"""Who calls the API, and whether a role may enter a door at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser

from kam.core.errors import Forbidden
from kam.people.asking import asker
from kam.people.grants import NOUNS
from kam.people.queries import token_from_secret
from kam.people.scopes import may
from kam.people.services.tokens import note_use
from kam.web.problems import answer_for
from kam.web.surfaces import surface_of

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


class GrantsMiddleware:
    """Keep a role out of every page whose noun and verb it has no right to.

    It asks the table of grants, as the policies do; which records a right reaches is
    decided behind the door. A form is not even read where the role may not send it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],  # noqa: ARG002 - Django's signature
        kwargs: dict[str, Any],  # noqa: ARG002 - Django's signature
    ) -> HttpResponse | None:
        """Refuse a signed-in person whose role has no such right."""
        declared = surface_of(view)
        if declared is None or declared.open or not request.user.is_authenticated:
            return None
        if declared.noun not in NOUNS:
            return None
        if may(asker(request), declared.noun, declared.verb):
            return None
        return answer_for(request, Forbidden())
