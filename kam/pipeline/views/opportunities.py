"""Opportunities: the list, the file, opening, editing, taking back."""

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

from kam.accounts.queries.room import account_of
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.forms import NewQuery, OpportunityForm, OpportunityListForm
from kam.pipeline.pages import (
    choose_page,
    detail_page,
    form_page,
    opportunity_list_page,
    opportunity_sheet,
)
from kam.pipeline.policies import may_write
from kam.pipeline.queries import opportunity_of, stages
from kam.pipeline.services import (
    edit_opportunity,
    open_opportunity,
    restore_opportunity,
    retract_opportunity,
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
NOUN = "opportunity"
FORM = "pipeline/form.html"


@surface(NOUN, "see")
@require_safe
def opportunity_list(request: HttpRequest) -> HttpResponse:
    """Show one page of the opportunities in sight."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    form = OpportunityListForm(user, request.GET)
    page = opportunity_list_page(user, read_list(form, request.GET))
    return render_page(request, "pipeline/list.html", page, form=form)


@surface(NOUN, "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save exactly the opportunities of the list as a file."""
    user = asker(request)
    require(may(user, NOUN, "export"))
    form = OpportunityListForm(user, request.GET)
    sheet = opportunity_sheet(user, read_list(form, request.GET))
    return download(sheet, request.GET.get("format", "csv"), _("商机"))


@surface(NOUN, "see")
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one opportunity."""
    user = asker(request)
    page = detail_page(user, opportunity_of(user, pk))
    return render_page(request, "pipeline/detail.html", page)


@surface(NOUN, "create")
@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Choose an account, then open an opportunity there."""
    user = asker(request)
    require(may(user, NOUN, "create"))
    asked = NewQuery(request.GET).told()
    if asked.account is None:
        page = choose_page(user, NOUN, asked.q)
        return render_page(request, "pipeline/choose.html", page)
    account = account_of(user, asked.account)
    require(may_write(user, account, NOUN, "create"))
    offered = [row for row in stages() if row.is_active]
    form = OpportunityForm(user, account, posted(request), stages=offered)
    tried = attempted(
        form, lambda: open_opportunity(actor=user, account=account, draft=form.draft)
    )
    if tried is None or tried.done is None:
        shown = form_page(account, _("新商机"), NOUN)
        return render_form(request, FORM, shown, form, tried)
    key = draft_key_of(user, NOUN, f"of-{account.pk}")
    undo = reverse("pipeline:retract", args=[tried.done.pk])
    messages.success(request, _("商机已记下"), f"saved:{key} undo:{undo}")
    return see_other(reverse("pipeline:detail", args=[tried.done.pk]))


@surface(NOUN, "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit an opportunity; somebody else's change becomes a choice."""
    user = asker(request)
    row = opportunity_of(user, pk)
    require(may_write(user, row.account, NOUN))
    form = OpportunityForm(user, row.account, posted(request), instance=row)
    tried = attempted(
        form,
        lambda: edit_opportunity(
            actor=user, opportunity=row, wanted=form.chosen(), before=form.before
        ),
    )
    here = reverse("pipeline:detail", args=[pk])
    if tried is None or tried.done is None:
        page = form_page(
            row.account, _("编辑商机"), NOUN, record=str(pk), back_url=here
        )
        return render_form(request, FORM, page, form, tried)
    key = draft_key_of(user, NOUN, str(pk))
    messages.success(request, _("商机已保存"), extra_tags=f"saved:{key}")
    return see_other(here)


@surface(NOUN, "change")
@require_POST
def retract(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an opportunity opened by mistake; the message puts it back."""
    user = asker(request)
    row = retract_opportunity(actor=user, opportunity=opportunity_of(user, pk))
    undo = reverse("pipeline:restore", args=[pk])
    messages.success(request, _("商机已撤回，不再计数"), extra_tags=f"undo:{undo}")
    return see_other(reverse("pipeline:account", args=[row.account_id]))


@surface(NOUN, "change")
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an opportunity back that was taken back."""
    user = asker(request)
    restore_opportunity(actor=user, opportunity=opportunity_of(user, pk))
    messages.success(request, _("商机已放回"))
    return see_other(reverse("pipeline:detail", args=[pk]))
