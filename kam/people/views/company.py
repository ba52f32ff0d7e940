"""The settings of the company, and the numbers of its records."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kam.core.errors import Invalid, Stale
from kam.people.asking import asker
from kam.people.pages.company import Draft, company_page, counts_page, written
from kam.people.policies import require
from kam.people.scopes import may
from kam.people.services import change_setting, reset_setting
from kam.web.doors import render_page, see_other
from kam.web.speech import faults
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.core.settings_book import Value
    from kam.people.services.company import SettingChange

COMPANY = "people/company.html"


@surface("setting", "see")
@require_safe
def company(request: HttpRequest) -> HttpResponse:
    """Show every setting with its default, its bounds and its source."""
    return render_page(request, COMPANY, company_page(asker(request)))


@surface("setting", "change")
@require_POST
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Choose a value; a refusal stands beside it with what was typed."""
    text = request.POST.get("value", request.GET.get("value", ""))
    opened = request.POST.get("opened", "")
    try:
        done = change_setting(
            actor=asker(request),
            key=key,
            value=text,
            before=opened or None,
        )
    except Invalid as error:
        told = " ".join(t for texts in faults(error).values() for t in texts)
        return _again(request, key, Draft(text[:40], told), error.status)
    except Stale as error:
        theirs = written(cast("Value", error.conflicts["value"]["theirs"]))
        told = _("您编辑期间别人改成了 %(value)s；要用您的，请再保存一次")
        draft = Draft(text, told % {"value": theirs}, opened=theirs)
        return _again(request, key, draft, error.status)
    return _changed(request, done)


@surface("setting", "change")
@require_POST
def reset(request: HttpRequest, key: str) -> HttpResponse:
    """Return to the default."""
    return _changed(request, reset_setting(actor=asker(request), key=key))


def _again(request: HttpRequest, key: str, draft: Draft, status: int) -> HttpResponse:
    page = company_page(asker(request), {key: draft})
    return render_page(request, COMPANY, page, status)


def _changed(request: HttpRequest, done: SettingChange) -> HttpResponse:
    query = urlencode({"value": written(done.before)})
    undo = reverse("people:setting", args=[done.entry.key]) + f"?{query}"
    told = _("“%(label)s”现在是 %(value)s") % {
        "label": _(done.entry.label),
        "value": written(done.after),
    }
    messages.success(request, told, extra_tags=f"undo:{undo}")
    return see_other(f"{reverse('people:company')}#{done.entry.key}")


@surface("count", "see")
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """Show how many records there are, and nothing of them."""
    user = asker(request)
    require(may(user, "count", "see"))
    return render_page(request, "people/counts.html", counts_page(user))
