"""One's own devices, and the items that wait for something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kam.core.errors import Invalid
from kam.people.policies import require
from kam.people.scopes import may
from kam.sync.pages.outbox import outbox_page
from kam.sync.queries.envelopes import seen_device, seen_item
from kam.sync.services import (
    forget_device,
    give_up,
    hurry,
    settle,
    take_back,
)
from kam.sync.terms import EnvelopeState
from kam.web.doors import render_page, see_other
from kam.web.speech import faults, sentences
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from kam.sync.models import Envelope
    from kam.web.doors import PersonRequest

KEEP = "keep-"


@surface("envelope", "see")
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """Show what waits, what is to be chosen, and the devices."""
    require(may(request.user, "envelope", "see"))
    return render_page(request, "sync/home.html", outbox_page(request.user))


def _done(
    request: PersonRequest, pk: int, deed: Callable[[Envelope], Envelope]
) -> HttpResponse:
    row = seen_item(request.user, pk)
    try:
        row = deed(row)
    except Invalid as error:
        told = [t for texts in faults(error).values() for t in texts]
        messages.error(request, _("；").join(told or [sentences(error)["what"]]))
        return see_other(reverse("sync:home"))
    _tell(request, row)
    return see_other(reverse("sync:home"))


def _tell(request: PersonRequest, row: Envelope) -> None:
    done = (EnvelopeState.STORED, EnvelopeState.MERGED, EnvelopeState.SETTLED)
    if row.state in done:
        messages.success(request, _("已存好"))
    elif row.state == EnvelopeState.DROPPED:
        undo = reverse("sync:take-back", args=[row.pk])
        messages.success(request, _("已放弃这一项"), extra_tags=f"undo:{undo}")
    else:
        messages.info(request, _("还没有写进去，原因见下"))


@surface("envelope", "change")
@require_POST
def chosen(request: PersonRequest, pk: int) -> HttpResponse:
    """Store the chosen side of every field."""
    choices = {
        name.removeprefix(KEEP): str(value)
        for name, value in request.POST.items()
        if name.startswith(KEEP)
    }
    return _done(
        request,
        pk,
        lambda row: settle(actor=request.user, envelope=row, choices=choices),
    )


@surface("envelope", "change")
@require_POST
def hurried(request: PersonRequest, pk: int) -> HttpResponse:
    """Carry an item out now."""
    return _done(request, pk, lambda row: hurry(actor=request.user, envelope=row))


@surface("envelope", "delete")
@require_POST
def given_up(request: PersonRequest, pk: int) -> HttpResponse:
    """Give an item up."""
    return _done(request, pk, lambda row: give_up(actor=request.user, envelope=row))


@surface("envelope", "change")
@require_POST
def taken_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Take an item back that was given up."""
    return _done(request, pk, lambda row: take_back(actor=request.user, envelope=row))


@surface("device", "delete")
@require_POST
def forgotten(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a device off the list."""
    device = seen_device(request.user, pk)
    forget_device(actor=request.user, device=device)
    messages.success(request, _("设备已从清单里拿掉；它发来的内容都还在"))
    return see_other(reverse("sync:home"))
