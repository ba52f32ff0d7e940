"""The doors of the ladder: an account's staircase, and judging by gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kam.accounts.queries.room import account_of, stakeholder_of
from kam.accounts.services import refuse_erased
from kam.adoption.forms import GatesForm
from kam.adoption.pages import gates_page, ladder_page
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
def account_ladder(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who of an account stands where with a product."""
    user = asker(request)
    asked, wide = request.GET.get("product", ""), request.GET.get("all") == "1"
    page = ladder_page(user, account_of(user, pk), asked, wide=wide)
    return render_page(request, "adoption/account.html", page)


@surface("judgement", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def judge_gates(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the gates in their order; the answers are judgements."""
    user, asked = asker(request), request.GET.get("product", "")
    stakeholder = stakeholder_of(user, pk)
    require(may_judge(user, stakeholder.account))
    refuse_erased(stakeholder.person)
    page = gates_page(user, stakeholder, asked)
    start = {"day": today(user.time_zone)}
    form = GatesForm(posted(request), asked=page.asked, initial=start)
    tried = attempted(
        form,
        lambda: judge(
            actor=user,
            stakeholder=stakeholder,
            opinions=form.opinions(page.product_id),
        ),
    )
    if tried is None or tried.done is None:
        return render_form(request, "adoption/judge.html", page, form, tried)
    now = gates_page(user, stakeholder, asked).now
    key = draft_key_of(user, "gates", page.draft)
    told = _("已记下。%(who)s 现在：%(stage)s") % {"who": page.who, "stage": now}
    messages.success(request, told, f"saved:{key}")
    return see_other(page.back_url)
