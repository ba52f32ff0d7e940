"""The doors of the cards and of the value ledger."""

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

from kam.accounts.queries.room import account_of, people_of
from kam.catalog.models import Product
from kam.core.clock import today
from kam.needs.forms.value import CardForm, ClaimForm, MoveForm
from kam.needs.pages.forms import FormPage
from kam.needs.pages.value import claim_page, value_page
from kam.needs.policies import may_write
from kam.needs.queries.value import card_of, claim_of, move_of
from kam.needs.services import (
    archive_claim,
    create_claim,
    fill_card,
    move_claim,
    restore_claim,
    restore_move,
    retract_move,
)
from kam.people.asking import asker
from kam.people.policies import require
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.accounts.models import Account

METHODS = ["GET", "HEAD", "POST"]


@surface("need", "see")
@require_safe
def account_value(request: HttpRequest, pk: int) -> HttpResponse:
    """Show both cards and the ledger of value."""
    user = asker(request)
    page = value_page(user, account_of(user, pk))
    return render_page(request, "needs/value.html", page)


def _page(account: Account, title: str, noun: str, history: int = 0) -> FormPage:
    return FormPage(
        title=title,
        account=account.name,
        account_url=reverse("desk:account", args=[account.pk]),
        back_url=reverse("needs:value", args=[account.pk]),
        back_label=_("价值"),
        noun=noun,
        record=account.pk,
        history=history,
    )


@surface("need", "change")
@require_http_methods(METHODS)
def edit_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill the cards of an account."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_write(user, account))
    card = card_of(user, account)
    start = {"day": today(user.time_zone)}
    form = CardForm(posted(request), instance=card, initial=start)
    tried = attempted(
        form,
        lambda: fill_card(
            actor=user, account=account, wanted=form.chosen(), before=form.before
        ),
    )
    page = _page(account, _("3C 和 4C 卡片"), "card", card.pk if card else 0)
    if tried is None or tried.done is None:
        return render_form(request, "needs/form.html", page, form, tried)
    messages.success(request, _("已保存"), f"saved:{draft_key_of(user, 'card', pk)}")
    return see_other(page.back_url)


@surface("need", "create")
@require_http_methods(METHODS)
def new_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a value that we perceive."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_write(user, account, "create"))
    form = ClaimForm(
        posted(request),
        people=people_of(user, account),
        products=Product.objects.visible_to(user).active(),
        initial={"day": today(user.time_zone)},
    )
    tried = attempted(
        form, lambda: create_claim(actor=user, account=account, draft=form.draft)
    )
    page = _page(account, _("新的价值主张"), "claim")
    if tried is None or tried.done is None:
        return render_form(request, "needs/form.html", page, form, tried)
    key = draft_key_of(user, "claim", pk)
    undo = reverse("needs:claim-archive", args=[tried.done.pk])
    messages.success(request, _("已记入价值账"), f"saved:{key} undo:{undo}")
    return see_other(page.back_url)


@surface("need", "see")
@require_safe
def read_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a claim, its moves, and the form of the next one."""
    user = asker(request)
    form = MoveForm(initial={"day": today(user.time_zone)})
    page = claim_page(user, claim_of(user, pk))
    return render_page(request, "needs/claim.html", page, form=form)


@surface("need", "change")
@require_POST
def push_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where a claim has come to."""
    user = asker(request)
    claim = claim_of(user, pk)
    require(may_write(user, claim.account))
    form = MoveForm(request.POST)
    tried = attempted(
        form, lambda: move_claim(actor=user, claim=claim, draft=form.draft)
    )
    if tried is None or tried.done is None:
        page = claim_page(user, claim)
        return render_form(request, "needs/claim.html", page, form, tried)
    key = draft_key_of(user, "claimmove", pk)
    undo = reverse("needs:move-retract", args=[tried.done.pk])
    messages.success(request, _("已记下这一步"), f"saved:{key} undo:{undo}")
    return see_other(reverse("needs:claim", args=[pk]))


@surface("need", "change")
@require_POST
def put_claim_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a claim away; the message puts it back."""
    user = asker(request)
    row = archive_claim(actor=user, claim=claim_of(user, pk))
    undo = reverse("needs:claim-restore", args=[pk])
    messages.success(request, _("已从价值账移走"), f"undo:{undo}")
    return see_other(reverse("needs:value", args=[row.account_id]))


@surface("need", "change")
@require_POST
def put_claim_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a claim back."""
    user = asker(request)
    row = restore_claim(actor=user, claim=claim_of(user, pk))
    messages.success(request, _("已放回价值账"))
    return see_other(reverse("needs:value", args=[row.account_id]))


@surface("need", "change")
@require_POST
def take_move_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mistaken move back; the message puts it back."""
    user = asker(request)
    row = retract_move(actor=user, move=move_of(user, pk))
    undo = reverse("needs:move-restore", args=[pk])
    messages.success(request, _("已撤回这一步，记录里仍可看到"), f"undo:{undo}")
    return see_other(reverse("needs:claim", args=[row.claim_id]))


@surface("need", "change")
@require_POST
def put_move_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a move back that was taken back."""
    user = asker(request)
    row = restore_move(actor=user, move=move_of(user, pk))
    messages.success(request, _("已恢复这一步"))
    return see_other(reverse("needs:claim", args=[row.claim_id]))
