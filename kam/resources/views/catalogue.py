"""The catalogue and the calendar: listing, adding, editing, archiving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.queries import setting
from kam.people.scopes import may
from kam.resources.forms import CalendarForm, ResourceForm, ResourceListForm
from kam.resources.pages import (
    calendar_page,
    catalogue_page,
    catalogue_sheet,
    form_page,
    resource_page,
)
from kam.resources.policies import may_arrange, may_arrange_any
from kam.resources.queries import resource_of
from kam.resources.rules.limits import SAMPLES
from kam.resources.services import (
    add_resource,
    archive_resource,
    edit_resource,
    restore_resource,
)
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

METHODS = ["GET", "HEAD", "POST"]
NOUN = "resource"
FORM = "resources/form.html"


@surface(NOUN, "see")
@require_safe
def resource_list(request: HttpRequest) -> HttpResponse:
    """Show what the company can spend."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    form = ResourceListForm(request.GET)
    page = catalogue_page(user, read_list(form, request.GET))
    return render_page(request, "resources/list.html", page, form=form)


@surface(NOUN, "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save exactly the resources of the list as a file."""
    user = asker(request)
    require(may(user, NOUN, "export"))
    form = ResourceListForm(request.GET)
    sheet = catalogue_sheet(user, read_list(form, request.GET))
    return download(sheet, request.GET.get("format", "csv"), _("资源目录"))


@surface(NOUN, "see")
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Show what is booked, free and over, by week or month."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    form = CalendarForm(request.GET)
    if not form.is_valid():
        raise Invalid(mark("看不懂要看哪几天"), todo=mark("请回到日历重新选"))
    page = calendar_page(user, form.cleaned_data)
    return render_page(request, "resources/calendar.html", page)


@surface(NOUN, "see")
@require_safe
def resource(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one resource, what is free, and what is booked."""
    user = asker(request)
    page = resource_page(user, resource_of(user, pk))
    return render_page(request, "resources/resource.html", page)


@surface(NOUN, "create")
@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Add a resource."""
    user = asker(request)
    require(may_arrange_any(user, "create"))
    form = ResourceForm(user, posted(request), samples=bool(setting(SAMPLES.key)))
    tried = attempted(form, lambda: add_resource(actor=user, draft=form.draft))
    if tried is None or tried.done is None:
        return render_form(request, FORM, form_page(_("新资源")), form, tried)
    messages.success(request, _("已保存"), f"saved:{draft_key_of(user, NOUN)}")
    return see_other(reverse("resources:resource", args=[tried.done.pk]))


@surface(NOUN, "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit a resource; somebody else's change becomes a choice."""
    user = asker(request)
    row = resource_of(user, pk)
    require(may_arrange(user, "change", row.team_id))
    samples = bool(setting(SAMPLES.key))
    form = ResourceForm(user, posted(request), instance=row, samples=samples)
    tried = attempted(
        form,
        lambda: edit_resource(
            actor=user, resource=row, wanted=form.chosen(), before=form.before
        ),
    )
    if tried is None or tried.done is None:
        page = form_page(_("编辑资源"), str(pk))
        return render_form(request, FORM, page, form, tried)
    messages.success(request, _("已保存"), f"saved:{draft_key_of(user, NOUN, pk)}")
    return see_other(reverse("resources:resource", args=[pk]))


@surface(NOUN, "change")
@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a resource no more; the message offers it again."""
    user = asker(request)
    archive_resource(actor=user, resource=resource_of(user, pk))
    undo = reverse("resources:restore", args=[pk])
    messages.success(request, _("已归档，不再接受申请"), f"undo:{undo}")
    return see_other(reverse("resources:list"))


@surface(NOUN, "change")
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a resource again."""
    user = asker(request)
    restore_resource(actor=user, resource=resource_of(user, pk))
    messages.success(request, _("资源又可以申请了"))
    return see_other(reverse("resources:resource", args=[pk]))
