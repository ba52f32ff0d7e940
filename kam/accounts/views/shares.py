"""Sharing an account with colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.accounts.forms.shares import ShareForm
from kam.accounts.pages.shares import share_page
from kam.accounts.policies import may_share_account
from kam.accounts.queries.room import account_of, share_of
from kam.accounts.services import share_account, unshare_account
from kam.people.asking import asker
from kam.people.policies import require
from kam.web.doors import attempted, posted, render_form, see_other
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.accounts.models import Account, AccountShare


@surface("account", "share")
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whom an account is shared with, and add a colleague."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_share_account(user, account))
    form = ShareForm(posted(request))
    tried = attempted(form, lambda: _add(request, account, form))
    if tried is None or tried.done is None:
        page = share_page(user, account)
        return render_form(request, "accounts/share.html", page, form, tried)
    done = tried.done
    undo = reverse("accounts:unshare", args=[account.pk, done.pk])
    told = _("已共享给 %(name)s") % {"name": done.user.name}
    messages.success(request, told, extra_tags=f"undo:{undo}")
    return see_other(reverse("accounts:share", args=[pk]))


def _add(request: HttpRequest, account: Account, form: ShareForm) -> AccountShare:
    return share_account(
        actor=asker(request), account=account, user_id=form.cleaned_data["user_id"]
    )


@surface("account", "share")
@require_POST
def unshare(request: HttpRequest, pk: int, share_pk: int) -> HttpResponse:
    """End a share."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_share_account(user, account))
    ended = share_of(user, account, share_pk)
    unshare_account(actor=user, share=ended)
    messages.success(request, _("已不再共享给 %(name)s") % {"name": ended.user.name})
    return see_other(reverse("accounts:share", args=[pk]))
