"""No request may fill the disk: what is too large is refused before it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.errors import TooLarge
from kam.core.text import mark
from kam.web.problems import answer_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

MEGABYTE = 2**20
# Files of people who signed in are judged by their door, which can say more; only
# what is far beyond it ends here. Nobody else has a reason to send a file.
LARGEST, LARGEST_OF_STRANGERS = 64 * MEGABYTE, 4 * MEGABYTE


class SizeMiddleware:
    """Refuse a request by the length that it declares; one without has no body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on unless it is too large."""
        known = request.user.is_authenticated
        limit = LARGEST if known else LARGEST_OF_STRANGERS
        if _declared(request) <= limit:
            return self.get_response(request)
        error = TooLarge(
            mark("提交的内容太多，没有保存"),
            why=mark("一次提交的内容最多 %(limit)s MB"),
            todo=mark("请把文件分成几个再提交"),
            limit=limit // MEGABYTE,
        )
        return answer_for(request, error)


def _declared(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
