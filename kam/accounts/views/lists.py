"""The list of accounts, as a page and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kam.accounts.forms.lists import AccountListForm
from kam.accounts.pages.lists import account_list_page, account_sheet
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.doors import render_page
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase


@surface("account", "see")
@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """Show one page of the accounts in sight."""
    user = asker(request)
    require(may(user, "account", "see"))
    form = AccountListForm(user, request.GET)
    page = account_list_page(user, form, read_list(form, request.GET))
    return render_page(request, "accounts/list.html", page)


@surface("account", "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save exactly the accounts of the list as a file."""
    user = asker(request)
    require(may(user, "account", "export"))
    form = AccountListForm(user, request.GET)
    sheet = account_sheet(user, read_list(form, request.GET))
    return download(sheet, request.GET.get("format", "csv"), _("客户"))
