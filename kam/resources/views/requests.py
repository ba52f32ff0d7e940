"""Requests and bookings: the list, the file, one of them, taking it back."""

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

from kam.core.clock import today
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.resources.forms import BookingForm, DecideForm, RequestListForm, UseForm
from kam.resources.pages import (
    booking_page,
    request_form_page,
    request_list_page,
    request_sheet,
)
from kam.resources.policies import may_ask
from kam.resources.queries import booking_of
from kam.resources.rules.words import SETTLED
from kam.resources.services import edit_booking, resubmit_booking, withdraw_booking
from kam.resources.terms import BookingState
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.speech import say
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

METHODS = ["GET", "HEAD", "POST"]
NOUN = "booking"
FORM = "resources/form.html"


@surface(NOUN, "see")
@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """Show what waits for me, what I asked for, or all in sight."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    form = RequestListForm(request.GET)
    page = request_list_page(user, read_list(form, request.GET))
    return render_page(request, "resources/requests.html", page, form=form)


@surface(NOUN, "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save exactly the rows of the list as a file."""
    user = asker(request)
    require(may(user, NOUN, "export"))
    form = RequestListForm(request.GET)
    sheet = request_sheet(user, read_list(form, request.GET))
    return download(sheet, request.GET.get("format", "csv"), _("申请与预订"))


@surface(NOUN, "see")
@require_safe
def booking(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one request or booking, and what may be done with it."""
    user = asker(request)
    row = booking_of(user, pk)
    day = today(user.time_zone)
    return render_page(
        request,
        "resources/booking.html",
        booking_page(user, row),
        decide=DecideForm(initial={"quantity": row.quantity}),
        used=UseForm(initial={"used_on": min(day, row.last_day)}),
    )


@surface(NOUN, "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a request that waits; somebody else's change becomes a choice."""
    user = asker(request)
    row = booking_of(user, pk)
    require(may_ask(user, row.account, "change"))
    place = reverse("resources:booking", args=[pk])
    if request.method != "POST" and row.state != BookingState.WAITING:
        messages.info(request, say(SETTLED[row.state]))
        return see_other(place)
    form = BookingForm(posted(request), instance=row)
    tried = attempted(
        form,
        lambda: edit_booking(
            actor=user, booking=row, wanted=form.chosen(), before=form.before
        ),
    )
    if tried is None or tried.done is None:
        return render_form(request, FORM, request_form_page(user, row), form, tried)
    messages.success(request, _("已保存"), f"saved:{draft_key_of(user, 'request', pk)}")
    return see_other(place)


@surface(NOUN, "change")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a request back; the message puts it back."""
    user = asker(request)
    withdraw_booking(actor=user, booking=booking_of(user, pk))
    undo = reverse("resources:resubmit", args=[pk])
    messages.success(request, _("申请已撤回"), f"undo:{undo}")
    return see_other(reverse("resources:booking", args=[pk]))


@surface(NOUN, "change")
@require_POST
def resubmit(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a request wait again."""
    user = asker(request)
    resubmit_booking(actor=user, booking=booking_of(user, pk))
    messages.success(request, _("申请又在等批准"))
    return see_other(reverse("resources:booking", args=[pk]))
