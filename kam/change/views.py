"""The doors of change: an account's views, and judging them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kam.accounts.queries.room import account_of, stakeholder_of
from kam.accounts.services import refuse_erased
from kam.change.forms import TermsForm, WhatIfForm
from kam.change.pages import Asked, change_page, terms_page
from kam.core.clock import today
from kam.judgements.policies import may_judge
from kam.judgements.services import judge
from kam.people.asking import asker
from kam.people.policies import require
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@surface("judgement", "see")
@require_safe
def account_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show why somebody should change, in their eyes and in ours."""
    user, told = asker(request), request.GET
    asked = Asked(
        person=told.get("person", ""),
        product=told.get("product", ""),
        sliders=WhatIfForm(told).moved,
    )
    page = change_page(user, account_of(user, pk), asked)
    return render_page(request, "change/account.html", page)


@surface("judgement", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def judge_terms(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge both views of somebody in one save."""
    user, asked = asker(request), request.GET.get("product", "")
    stakeholder = stakeholder_of(user, pk)
    require(may_judge(user, stakeholder.account))
    refuse_erased(stakeholder.person)
    page = terms_page(user, stakeholder, asked)
    form = TermsForm(posted(request), initial={"day": today(user.time_zone)})
    tried = attempted(
        form,
        lambda: judge(
            actor=user,
            stakeholder=stakeholder,
            opinions=form.opinions(page.product_id),
        ),
    )
    if tried is None or tried.done is None:
        return render_form(request, "change/judge.html", page, form, tried)
    key = draft_key_of(user, "terms", page.draft)
    messages.success(request, _("已记下双方的观点"), f"saved:{key}")
    return see_other(page.back_url)
