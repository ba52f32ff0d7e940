"""Who is asking: sign-in first, then the person's own language and time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation

from kam.core.errors import Unauthorised
from kam.core.text import mark
from kam.web.problems import answer_for, answers_json
from kam.web.surfaces import surface_of

if TYPE_CHECKING:
    from collections.abc import Callable


class PersonalMiddleware:
    """Require sign-in wherever a door is not open, and speak the person's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request in the reader's language and time zone."""
        language, zone = _manners(request)
        with translation.override(language), timezone.override(zone):
            answer = self.get_response(request)
        answer.headers.setdefault("Content-Language", language)
        return answer

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],  # noqa: ARG002 - Django's signature
        kwargs: dict[str, Any],  # noqa: ARG002 - Django's signature
    ) -> HttpResponse | None:
        """Send strangers to the sign-in page; the API knows its callers itself."""
        declared = surface_of(view)
        is_open = declared is not None and declared.open
        if is_open or request.path.startswith(("/api/", "/static/")):
            return None
        if request.user.is_authenticated:
            return None
        plain = request.method in ("GET", "HEAD") and not answers_json(request)
        if not plain or "HX-Request" in request.headers:
            error = Unauthorised(
                mark("登录已失效，这次没有保存"),
                todo=mark("请登录，再提交一次；已输入的内容留在这台设备上"),
            )
            return answer_for(request, error)
        query = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('people:sign-in')}?{query}")


def _manners(request: HttpRequest) -> tuple[str, ZoneInfo]:
    user = request.user
    if not user.is_authenticated:
        wanted = translation.get_language_from_request(request)
        return wanted, ZoneInfo("Asia/Shanghai")
    try:
        zone = ZoneInfo(user.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("Asia/Shanghai")
    return user.language, zone
