"""Expected refusals of a view become pages or problems; nothing else is caught.

What a middleware refuses is answered by `kam.web.problems.failed`.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from kam.core.errors import NotAllowed
from kam.web.problems import answer_for, refusal_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class ErrorsMiddleware:
    """Answer a KamError in the manner of its door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; an unknown method is refused like everything else."""
        answer = self.get_response(request)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return answer
        told = answer_for(request, NotAllowed())
        told["Allow"] = answer.headers.get("Allow", "")
        return told

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Turn an expected refusal of a view into its answer."""
        met = refusal_of(exception)
        return answer_for(request, met) if met is not None else None
