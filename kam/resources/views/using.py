"""What becomes of a booking: used, cancelled, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kam.people.asking import asker
from kam.people.policies import require
from kam.resources.forms import DecideForm, UseForm
from kam.resources.pages import booking_page
from kam.resources.policies import may_turn
from kam.resources.queries import booking_of
from kam.resources.services import (
    cancel_booking,
    rebook_booking,
    reopen_booking,
    use_booking,
)
from kam.web.doors import attempt, render_form, see_other
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

NOUN = "booking"


def _told(request: HttpRequest, pk: int, said: str, undo: str = "") -> HttpResponse:
    tags = f"undo:{reverse(undo, args=[pk])}" if undo else ""
    messages.success(request, said, extra_tags=tags)
    return see_other(reverse("resources:booking", args=[pk]))


@surface(NOUN, "change")
@require_POST
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a booking was used, and what it cost; the message undoes it."""
    user = asker(request)
    row = booking_of(user, pk)
    require(may_turn(user, row))
    form = UseForm(request.POST)
    tried = attempt(
        form,
        lambda: use_booking(
            actor=user,
            booking=row,
            actual_minor=form.cleaned_data["actual_minor"],
            day=form.cleaned_data["used_on"],
        ),
    )
    if tried.done is None:
        page = booking_page(user, booking_of(user, pk))
        decide = DecideForm(initial={"quantity": row.quantity})
        return render_form(
            request,
            "resources/booking.html",
            page,
            form,
            tried,
            decide=decide,
            used=form,
        )
    return _told(request, pk, _("已记为用过"), "resources:reopen")


@surface(NOUN, "change")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a used booking be booked again."""
    user = asker(request)
    reopen_booking(actor=user, booking=booking_of(user, pk))
    return _told(request, pk, _("又改为已预订"))


@surface(NOUN, "change")
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give back what was booked; the message books it again."""
    user = asker(request)
    cancel_booking(actor=user, booking=booking_of(user, pk))
    return _told(request, pk, _("预订已取消，空出来了"), "resources:rebook")


@surface(NOUN, "change")
@require_POST
def rebook(request: HttpRequest, pk: int) -> HttpResponse:
    """Book again what was given back, while it fits."""
    user = asker(request)
    rebook_booking(actor=user, booking=booking_of(user, pk))
    return _told(request, pk, _("又预订上了"))
