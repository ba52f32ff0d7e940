"""Who calls the API, and whether a role may enter a door at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser

from kam.core.errors import Forbidden, NotFound
from kam.people.asking import asker
from kam.people.bearer import SAFE, within_scope
from kam.people.grants import NOUNS
from kam.people.queries import token_from_secret
from kam.people.scopes import may
from kam.people.services.tokens import note_use
from kam.web.problems import answer_for
from kam.web.surfaces import surface_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from kam.people.models import Token


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
                if refusal := _out_of_scope(token, request):
                    return refusal
        return self.get_response(request)


def _out_of_scope(token: Token, request: HttpRequest) -> HttpResponse | None:
    """Refuse to write before an answer that was given earlier could be repeated."""
    if request.method in SAFE:
        return None
    try:
        within_scope(token, request.method)
    except Forbidden as error:
        return answer_for(request, error)
    return None


class GrantsMiddleware:
    """Keep a role out of every page that its row in the table of grants shuts.

    Where a role sees nothing of a noun, its pages do not exist; where it sees but may
    not, a page without a record says so before a form is read. Which records a right
    reaches is decided behind the door.
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
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Answer for a page that stays shut; let every other request pass."""
        declared = surface_of(view)
        if declared is None or declared.open or declared.noun not in NOUNS:
            return None
        user = asker(request)
        if not user.is_authenticated:
            return None
        if not may(user, declared.noun, "see"):
            return answer_for(request, NotFound())
        if not kwargs and not may(user, declared.noun, declared.verb):
            return answer_for(request, Forbidden())
        return None
