"""HEAD on the API answers like GET, without the body; pages do so by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

API = "/api/"


class HeadMiddleware:
    """Let the operation that reads answer, and keep what it says about the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Ask as GET, and leave the body out."""
        if request.method != "HEAD" or not request.path.startswith(API):
            return self.get_response(request)
        request.method = "GET"
        try:
            answer = self.get_response(request)
        finally:
            request.method = "HEAD"
        return answer if answer.streaming else _bare(answer)


def _bare(answer: HttpResponse) -> HttpResponse:
    length = len(answer.content)
    answer.content = b""
    answer["Content-Length"] = str(length)
    return answer
