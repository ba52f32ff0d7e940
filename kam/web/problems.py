"""Errors at the edge: one page, one problem+json, the same words."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kam.core.crowding import busy_from
from kam.core.errors import (
    AlreadyThere,
    Busy,
    Forbidden,
    KamError,
    NotFound,
    TooLarge,
    TooMany,
)
from kam.core.text import mark
from kam.web.speech import faults, sentences
from kam.web.surfaces import surface_of

PROBLEM_JSON = "application/problem+json"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Problem:
    """An error as the error page shows it."""

    status: int
    what: str
    why: str
    todo: str
    url: str
    label: str


def problem_page(request: HttpRequest, error: KamError) -> HttpResponse:
    """Answer with the error page in the reader's language."""
    spoken = sentences(error)
    url, label = way_on(request, error)
    problem = Problem(
        status=error.status,
        what=spoken["what"],
        why=spoken["why"],
        todo=spoken["todo"],
        url=url,
        label=label,
    )
    answer = render(
        request, "web/error.html", {"problem": problem}, status=error.status
    )
    return _with_retry(answer, error)


def way_on(request: HttpRequest, error: KamError) -> tuple[str, str]:
    """Return where to go from an error page: to sign in and back, or to Today."""
    if error.status != HTTPStatus.UNAUTHORIZED:
        return reverse("desk:today"), gettext("回到今日")
    came_from = urlsplit(request.headers.get("Referer", ""))
    here = came_from.netloc == request.get_host()
    back = came_from.path if here else reverse("desk:today")
    query = urlencode({"next": back})
    return f"{reverse('people:sign-in')}?{query}", gettext("登录并回到原处")


def problem_body(error: KamError) -> dict[str, Any]:
    """Return the members of a problem+json body (RFC 9457)."""
    spoken = sentences(error)
    body: dict[str, Any] = {
        "type": f"urn:kam:problem:{error.code}",
        "title": spoken["what"],
        "status": error.status,
        "code": error.code,
        "why": spoken["why"],
        "todo": spoken["todo"],
    }
    if named := faults(error):
        body["errors"] = named
    if isinstance(error, AlreadyThere):
        body["record"] = error.record
    return body


def problem_json(error: KamError) -> HttpResponse:
    """Answer with problem+json."""
    answer = JsonResponse(
        problem_body(error),
        status=error.status,
        content_type=PROBLEM_JSON,
        json_dumps_params={"ensure_ascii": False},
    )
    return _with_retry(answer, error)


def _with_retry(answer: HttpResponse, error: KamError) -> HttpResponse:
    if isinstance(error, TooMany):
        answer["Retry-After"] = str(error.retry_after)
    if isinstance(error, Busy):
        answer["Retry-After"] = "5"
    return answer


def refusal_of(error: BaseException | None) -> KamError | None:
    """Return what an error refuses; None where it is a fault of ours.

    A database that gave way to others is noted, for whoever looks after it.
    """
    if isinstance(error, KamError):
        return error
    busy = busy_from(error)
    if error is not None and busy is not None:
        log.warning("the database gave way: %s", type(error.__cause__).__name__)
    return busy


def answer_for(request: HttpRequest, error: KamError) -> HttpResponse:
    """Answer an error in the manner of the door it came through."""
    if request.path.startswith("/api/") or answers_json(request):
        return problem_json(error)
    return problem_page(request, error)


def answers_json(request: HttpRequest) -> bool:
    """Say whether a request came to a door that scripts ask at."""
    door = request.resolver_match
    declared = surface_of(door.func) if door is not None else None
    return declared is not None and declared.json


# Django's own handlers (config.urls names them).


def not_found(
    request: HttpRequest,
    exception: Exception | None = None,  # noqa: ARG001 - Django's signature
) -> HttpResponse:
    """Answer a path that leads nowhere exactly like a record out of sight."""
    return answer_for(request, NotFound())


def misshapen(
    request: HttpRequest,
    exception: Exception | None = None,
) -> HttpResponse:
    """Answer a request that no door understands, such as one for a foreign host."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return answer_for(request, too_large())
    error = KamError(
        mark("这个请求无法识别"),
        todo=mark("请检查网址；若经由反向代理，请管理员检查 KAM_HOSTS"),
    )
    return answer_for(request, error)


def too_large() -> TooLarge:
    """Say how much one request may carry, files apart."""
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20
    return TooLarge(
        mark("提交的内容太多，没有保存"),
        why=mark("一次提交的文字最多 %(limit)s MB"),
        todo=mark("请缩短文字或分几次提交；已输入的内容留在这台设备上"),
        limit=limit,
    )


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer Django's own refusals."""
    return answer_for(request, Forbidden())


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer an unsafe request without a valid form key."""
    error = Forbidden(
        mark("这次提交没有通过安全校验，没有保存"),
        why=mark("页面打开太久，或者不是从本站提交的"),
        todo=mark("请返回上一页刷新后再提交；已输入的内容会保留在本机"),
    )
    return answer_for(request, error)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours without telling anything about it.

    A refusal that a middleware met, such as a busy database, is told as such.
    """
    met = refusal_of(sys.exception())
    if met is not None:
        return answer_for(request, met)
    error = KamError(
        mark("系统出错了，这次没有保存"),
        why=mark("错误已记入日志"),
        todo=mark("请返回重试；若仍然出错，请告诉管理员发生的时间"),
    )
    error.status = 500
    error.code = "fault"
    return answer_for(request, error)
