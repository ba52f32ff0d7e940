"""Purchases: the list, the file, noting, correcting, taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.accounts.queries.room import account_of
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.forms import NewQuery, PurchaseForm, PurchaseListForm
from kam.pipeline.pages import (
    choose_page,
    form_page,
    purchase_list_page,
    purchase_sheet,
)
from kam.pipeline.policies import may_write
from kam.pipeline.queries import purchase_of
from kam.pipeline.services import (
    edit_purchase,
    note_purchase,
    restore_purchase,
    retract_purchase,
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
NOUN = "purchase"
FORM = "pipeline/form.html"


@surface(NOUN, "see")
@require_safe
def purchase_list(request: HttpRequest) -> HttpResponse:
    """Show one page of the purchases in sight."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    form = PurchaseListForm(user, request.GET)
    page = purchase_list_page(user, read_list(form, request.GET))
    return render_page(request, "pipeline/purchases.html", page, form=form)


@surface(NOUN, "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save exactly the purchases of the list as a file."""
    user = asker(request)
    require(may(user, NOUN, "export"))
    form = PurchaseListForm(user, request.GET)
    sheet = purchase_sheet(user, read_list(form, request.GET))
    return download(sheet, request.GET.get("format", "csv"), pgettext("deal", "采购"))


@surface(NOUN, "create")
@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Choose an account, then note what it bought in a month."""
    user = asker(request)
    require(may(user, NOUN, "create"))
    asked = NewQuery(request.GET).told()
    if asked.account is None:
        page = choose_page(user, NOUN, asked.q)
        return render_page(request, "pipeline/choose.html", page)
    account = account_of(user, asked.account)
    require(may_write(user, account, NOUN, "create"))
    form = PurchaseForm(user, account, posted(request))
    tried = attempted(
        form, lambda: note_purchase(actor=user, account=account, draft=form.draft)
    )
    if tried is None or tried.done is None:
        shown = form_page(account, _("记一笔采购"), NOUN)
        return render_form(request, FORM, shown, form, tried)
    key = draft_key_of(user, NOUN, f"of-{account.pk}")
    undo = reverse("pipeline:purchase-retract", args=[tried.done.pk])
    messages.success(request, _("采购已记下"), f"saved:{key} undo:{undo}")
    return see_other(reverse("pipeline:account", args=[account.pk]))


@surface(NOUN, "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a purchase; somebody else's change becomes a choice."""
    user = asker(request)
    row = purchase_of(user, pk)
    require(may_write(user, row.account, NOUN))
    form = PurchaseForm(user, row.account, posted(request), instance=row)
    tried = attempted(
        form,
        lambda: edit_purchase(
            actor=user, purchase=row, wanted=form.chosen(), before=form.before
        ),
    )
    if tried is None or tried.done is None:
        page = form_page(
            row.account,
            _("更正采购"),
            NOUN,
            record=str(pk),
            retract_url=reverse("pipeline:purchase-retract", args=[pk]),
        )
        return render_form(request, FORM, page, form, tried)
    key = draft_key_of(user, NOUN, str(pk))
    messages.success(request, _("采购已保存"), extra_tags=f"saved:{key}")
    return see_other(reverse("pipeline:account", args=[row.account_id]))


@surface(NOUN, "change")
@require_POST
def retract(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a purchase noted by mistake; the message puts it back."""
    user = asker(request)
    row = retract_purchase(actor=user, purchase=purchase_of(user, pk))
    undo = reverse("pipeline:purchase-restore", args=[pk])
    messages.success(request, _("采购已撤回，不再计数"), extra_tags=f"undo:{undo}")
    return see_other(reverse("pipeline:account", args=[row.account_id]))


@surface(NOUN, "change")
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a purchase back that was taken back."""
    user = asker(request)
    row = restore_purchase(actor=user, purchase=purchase_of(user, pk))
    messages.success(request, _("采购已放回"))
    return see_other(reverse("pipeline:account", args=[row.account_id]))
