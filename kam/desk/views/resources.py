"""Asking for a resource for a step of a plan, and what resources bought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kam.desk.pages.resources import asking, choose_page, increments_page
from kam.people.policies import require
from kam.people.queries import setting
from kam.people.scopes import may
from kam.plans.queries import step_of
from kam.plans.services import ask_for_step
from kam.resources.forms import AskForm
from kam.resources.forms.bookings import AskQuery, offered_to, people_of
from kam.resources.policies import may_ask
from kam.resources.rules.limits import SAMPLES
from kam.resources.services import ask_booking
from kam.resources.terms import BookingState
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.desk.pages.resources import Asking
    from kam.people.models import User
    from kam.resources.models import Booking
    from kam.web.doors import PersonRequest

METHODS = ["GET", "HEAD", "POST"]


@surface("plan", "see")
@require_safe
def step(request: PersonRequest, pk: int) -> HttpResponse:
    """Lead to a step on the page of its plan."""
    row = step_of(request.user, pk)
    page = reverse("desk:plan", args=[row.plan_id])
    return see_other(f"{page}#step-{row.pk}")


@surface("plan", "see")
@require_safe
def increments(request: PersonRequest) -> HttpResponse:
    """Show which resources bought which increments."""
    require(may(request.user, "plan", "see"))
    page = increments_page(request.user)
    return render_page(request, "desk/resources/increments.html", page)


@surface("booking", "create")
@require_http_methods(METHODS)
def ask(request: PersonRequest) -> HttpResponse:
    """Choose an account, then ask for a resource there, perhaps for a step."""
    user = request.user
    require(may(user, "booking", "create"))
    told = AskQuery(request.GET).told()
    goods = offered_to(user, samples=bool(setting(SAMPLES.key)))
    asked = asking(user, told, goods)
    if asked is None:
        choices = choose_page(user, told)
        return render_page(request, "desk/resources/choose.html", choices)
    require(may_ask(user, asked.account))
    form = _form(request, user, asked)
    tried = attempted(form, lambda: _carried_out(user, asked, form))
    if tried is None or tried.done is None:
        page = asked.page(user)
        return render_form(request, "desk/resources/ask.html", page, form, tried)
    return _saved(request, user, asked, tried.done)


def _form(request: PersonRequest, user: User, asked: Asking) -> AskForm:
    people = people_of(user, asked.account)
    return AskForm(asked.offered, people, posted(request), initial=asked.start)


def _carried_out(user: User, asked: Asking, form: AskForm) -> Booking:
    if asked.step is not None:
        return ask_for_step(actor=user, step=asked.step, draft=form.draft)
    return ask_booking(actor=user, account=asked.account, draft=form.draft)


def _saved(
    request: PersonRequest, user: User, asked: Asking, row: Booking
) -> HttpResponse:
    waits = row.state == BookingState.WAITING
    said = _("已申请，等主管批准") if waits else _("已预订")
    undo = reverse("resources:withdraw" if waits else "resources:cancel", args=[row.pk])
    saved = draft_key_of(user, "ask", asked.record)
    messages.success(request, said, extra_tags=f"saved:{saved} undo:{undo}")
    return see_other(asked.back_url or reverse("resources:booking", args=[row.pk]))
