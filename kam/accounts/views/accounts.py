"""Adding, editing, archiving accounts."""

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

from kam.accounts.forms.accounts import AccountForm, SimilarForm
from kam.accounts.pages.forms import edit_page, new_page, twin_rows
from kam.accounts.policies import may_edit_account
from kam.accounts.queries.duplicates import duplicates_of
from kam.accounts.queries.lists import names_like
from kam.accounts.queries.room import account_of
from kam.accounts.services import (
    archive_account,
    create_account,
    edit_account,
    restore_account,
)
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.doors import (
    attempt,
    attempted,
    posted,
    render_form,
    render_page,
    see_other,
)
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.accounts.models import Account
    from kam.accounts.queries.duplicates import Twin

METHODS = ["GET", "HEAD", "POST"]
NAME = "account"


@surface("account", "create")
@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Add an account; one that looks like a known one is asked about first."""
    user = asker(request)
    require(may(user, "account", "create"))
    if request.method != "POST":
        return render_form(request, "accounts/form.html", new_page(), AccountForm(user))
    form = AccountForm(user, request.POST)
    twins = _twins(request, form)
    if twins and not request.POST.get("anyway"):
        form.add_error(None, _("可能已经有这个客户，请先看一看下面这几家"))
    tried = attempt(form, lambda: _create(request, form))
    if tried.done is None:
        return render_form(request, "accounts/form.html", new_page(twins), form, tried)
    key = draft_key_of(user, NAME)
    messages.success(request, _("已新建"), extra_tags=f"saved:{key}")
    return see_other(reverse("desk:account", args=[tried.done.pk]))


def _twins(request: HttpRequest, form: AccountForm) -> list[Twin]:
    """Return accounts in sight that are the same by name, code or phone."""
    asked = {n: form.data.get(n, "") for n in ("name", "credit_code", "phone")}
    found = duplicates_of(asker(request), **asked) if form.is_valid() else []
    return [twin for twin in found if twin.is_same]


def _create(request: HttpRequest, form: AccountForm) -> Account:
    return create_account(actor=asker(request), draft=form.draft)


@surface("account", "create")
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Show, while somebody types, which known accounts look the same."""
    user = asker(request)
    require(may(user, "account", "create"))
    form = SimilarForm(request.GET)
    found = duplicates_of(user, **form.cleaned_data) if form.is_valid() else []
    return render_page(request, "accounts/parts/similar.html", twin_rows(found))


@surface("account", "see")
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Suggest, while somebody types, the names of units above."""
    user = asker(request)
    require(may(user, "account", "see"))
    found = names_like(user, request.GET.get("parent", "")[:200])
    return render_page(request, "accounts/parts/units.html", found)


@surface("account", "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an account; what others changed meanwhile becomes a choice."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_edit_account(user, account))
    form = AccountForm(user, posted(request), instance=account)
    tried = attempted(form, lambda: _edit(request, account, form))
    if tried is None or tried.done is None:
        page = edit_page(account)
        return render_form(request, "accounts/form.html", page, form, tried)
    key = draft_key_of(user, NAME, account.pk)
    messages.success(request, _("已保存"), extra_tags=f"saved:{key}")
    return see_other(_after(request, tried.done))


def _edit(request: HttpRequest, account: Account, form: AccountForm) -> Account:
    return edit_account(
        actor=asker(request),
        account=account,
        wanted=form.chosen(),
        before=form.before,
    )


def _after(request: HttpRequest, account: Account) -> str:
    """Return where to go: who has given the account away no longer sees it."""
    seen = type(account).objects.visible_to(asker(request)).filter(pk=account.pk)
    if seen.exists():
        return reverse("desk:account", args=[account.pk])
    return reverse("accounts:list")


@surface("account", "delete")
@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an account out of the lists; it can be undone."""
    user = asker(request)
    account = account_of(user, pk)
    archive_account(actor=user, account=account)
    undo = reverse("accounts:restore", args=[pk])
    messages.success(
        request, _("已归档“%(name)s”") % {"name": account.name}, f"undo:{undo}"
    )
    return see_other(reverse("accounts:list"))


@surface("account", "delete")
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring an archived account back."""
    user = asker(request)
    account = account_of(user, pk)
    restore_account(actor=user, account=account)
    messages.success(request, _("已恢复“%(name)s”") % {"name": account.name})
    return see_other(reverse("desk:account", args=[pk]))
