"""One's calendar: making and revoking its address, and the calendar that reads it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.core.errors import NotFound
from kam.people.services.tries import admit
from kam.visits.models import Calendar
from kam.visits.pages.calendar import calendar_file, calendar_page
from kam.visits.queries.calendar import calendar_from_secret
from kam.visits.services import (
    choose_calendar,
    make_calendar,
    note_read,
    revoke_calendar,
)
from kam.web.doors import render_page, see_other, shown_once
from kam.web.peers import peer_of
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from kam.web.doors import PersonRequest

PAGE = "visits/calendar.html"


@surface("calendar", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: PersonRequest) -> HttpResponse:
    """Show one's calendar; a POST makes a new address, which is shown only now."""
    if request.method != "POST":
        return render_page(request, PAGE, calendar_page(request.user))
    tells = request.POST.get("tells") == "1"
    _row, secret = make_calendar(actor=request.user, tells=tells)
    path = reverse("visits:calendar-file", args=[secret])
    page = calendar_page(request.user, request.build_absolute_uri(path))
    answer = render_page(request, PAGE, page)
    return shown_once(answer, reverse("visits:calendar"))


@surface("calendar", "change")
@require_POST
def choose(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose whether the calendar names people and objective."""
    row = Calendar.objects.visible_to(request.user).seen(request.user, pk=pk)
    tells = request.POST.get("tells") == "1"
    choose_calendar(actor=request.user, calendar=row, tells=tells)
    messages.success(request, _("已保存；日历下次读取时生效"))
    return see_other(reverse("visits:calendar"))


@surface("calendar", "delete")
@require_POST
def revoke(request: PersonRequest, pk: int) -> HttpResponse:
    """End the address at once."""
    row = Calendar.objects.visible_to(request.user).seen(request.user, pk=pk)
    revoke_calendar(actor=request.user, calendar=row)
    messages.success(request, _("日历地址已作废，马上生效"))
    return see_other(reverse("visits:calendar"))


@surface("calendar", "see", open=True, once=False)
@require_safe
def file(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Give a calendar its visits; whoever knows no valid address finds nothing.

    Wrong addresses are counted by the asker's own address, like wrong tokens.
    """
    found = calendar_from_secret(secret)
    if found is None:
        admit(door="calendar", address=peer_of(request))
        raise NotFound
    note_read(found)
    zone = ZoneInfo(found.user.time_zone)
    with translation.override(found.user.language), timezone.override(zone):
        body = calendar_file(found, request.build_absolute_uri("/").rstrip("/"))
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = etag
    answer["Content-Disposition"] = 'inline; filename="visits.ics"'
    return get_conditional_response(request, etag=etag, response=answer) or answer
