"""What waits for a person: look, read, put off, silence a kind."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kam.core.clock import today
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.notices.forms import PutOffForm
from kam.notices.pages import notices_page
from kam.notices.queries import everything
from kam.notices.services import mute, put_off, read, unread
from kam.web.doors import render_page, see_other
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from kam.notices.queries import Everything
    from kam.web.doors import PersonRequest

MOST_KEYS = 500
LONGEST_KEY = 80


@surface("notice", "see")
@require_safe
def notices(request: PersonRequest) -> HttpResponse:
    """Show what is due or asks for one."""
    return render_page(request, "notices/list.html", notices_page(request.user))


@surface("notice", "see", json=True)
@require_safe
def count(request: PersonRequest) -> HttpResponse:
    """Tell how many are new, for the bell of an open page."""
    n = _found(request).new
    words = ngettext("通知，%(n)s 条新的", "通知，%(n)s 条新的", n) % {"n": n}
    return JsonResponse({"new": n, "label": words if n else _("通知")})


@surface("notice", "change")
@require_POST
def marked_read(request: PersonRequest) -> HttpResponse:
    """Mark one, or all, as read."""
    keys = _keys(request)
    at = read(actor=request.user, found=_found(request), keys=keys)
    undo = f"{reverse('notices:unread')}?{urlencode({'at': at.isoformat()})}"
    messages.success(request, _("已标为已读"), extra_tags=f"undo:{undo}")
    return see_other(reverse("notices:list"))


@surface("notice", "change")
@require_POST
def marked_unread(request: PersonRequest) -> HttpResponse:
    """Take back that some were marked as read."""
    unread(actor=request.user, at=_moment(request))
    messages.success(request, _("已恢复为未读"))
    return see_other(reverse("notices:list"))


@surface("notice", "change")
@require_POST
def snoozed(request: PersonRequest) -> HttpResponse:
    """Put one off until a day."""
    form, day = PutOffForm(request.POST), today(request.user.time_zone)
    if not form.is_valid():
        raise Invalid(fields={"until": [mark("请选明天到一年之内的一天")]})
    keys, until = _keys(request), form.cleaned_data["until"]
    found = _found(request)
    put_off(actor=request.user, found=found, keys=keys, until=until, day=day)
    undo = f"{reverse('notices:wake')}?{urlencode({'key': keys}, doseq=True)}"
    messages.success(request, _("已推迟，到时再提醒"), extra_tags=f"undo:{undo}")
    return see_other(reverse("notices:list"))


@surface("notice", "change")
@require_POST
def woken(request: PersonRequest) -> HttpResponse:
    """Bring back one that was put off."""
    day, found = today(request.user.time_zone), _found(request)
    put_off(actor=request.user, found=found, keys=_keys(request), until=None, day=day)
    messages.success(request, _("已放回来"))
    return see_other(reverse("notices:list"))


@surface("notice", "change")
@require_POST
def muted(request: PersonRequest, kind: str) -> HttpResponse:
    """Silence a kind of notices."""
    mute(actor=request.user, kind=kind, silent=True)
    undo = reverse("notices:hear", args=[kind])
    words = _("这一类不再提醒，也不进摘要邮件")
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return see_other(reverse("notices:list"))


@surface("notice", "change")
@require_POST
def heard(request: PersonRequest, kind: str) -> HttpResponse:
    """Hear a kind of notices again."""
    mute(actor=request.user, kind=kind, silent=False)
    messages.success(request, _("这一类又会提醒您"))
    return see_other(reverse("notices:list"))


def _found(request: PersonRequest) -> Everything:
    return everything(request.user, today(request.user.time_zone))


def _keys(request: PersonRequest) -> list[str]:
    """Return the names of notices that were sent; an undo has them in its address."""
    keys = request.POST.getlist("key") or request.GET.getlist("key")
    if len(keys) > MOST_KEYS or any(len(key) > LONGEST_KEY for key in keys):
        raise Invalid(fields={"key": [mark("没有这种通知")]})
    return keys


def _moment(request: PersonRequest) -> datetime:
    try:
        at = datetime.fromisoformat(request.GET.get("at", ""))
        at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Invalid(fields={"at": [mark("没有这种通知")]}) from error
    if at.tzinfo is None:
        raise Invalid(fields={"at": [mark("没有这种通知")]})
    return at
