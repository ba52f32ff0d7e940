"""Approving and refusing requests; every decision can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.people.asking import asker
from kam.people.policies import require
from kam.resources.forms import DecideForm, RefuseForm, UseForm
from kam.resources.pages import FormPage, booking_page
from kam.resources.policies import decides
from kam.resources.queries import booking_of
from kam.resources.services import (
    approve_booking,
    reconsider_booking,
    refuse_booking,
)
from kam.web.doors import attempt, attempted, own_path, posted, render_form, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

METHODS = ["GET", "HEAD", "POST"]
NOUN = "approval"


def _done(request: HttpRequest, pk: int, said: str, saved: str = "") -> HttpResponse:
    undo = reverse("resources:reconsider", args=[pk])
    tags = " ".join(part for part in (saved, f"undo:{undo}") if part)
    messages.success(request, said, extra_tags=tags)
    page = reverse("resources:booking", args=[pk])
    return see_other(own_path(request.POST.get("next", ""), page))


@surface(NOUN, "change")
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a request, perhaps for another quantity; the message undoes it."""
    user = asker(request)
    row = booking_of(user, pk)
    require(decides(user, row))
    form = DecideForm(request.POST)
    tried = attempt(
        form,
        lambda: approve_booking(
            actor=user,
            booking=row,
            quantity=form.cleaned_data["quantity"],
            note=form.cleaned_data["note"],
        ),
    )
    if tried.done is None:
        page = booking_page(user, booking_of(user, pk))
        used = UseForm(initial={"used_on": row.first_day})
        return render_form(
            request, "resources/booking.html", page, form, tried, decide=form, used=used
        )
    return _done(request, pk, _("已批准并预订"))


@surface(NOUN, "change")
@require_http_methods(METHODS)
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a request, with a reason; the message undoes it."""
    user = asker(request)
    row = booking_of(user, pk)
    require(decides(user, row))
    form = RefuseForm(posted(request))
    tried = attempted(
        form,
        lambda: refuse_booking(
            actor=user, booking=row, reason=form.cleaned_data["reason"]
        ),
    )
    if tried is None or tried.done is None:
        back = reverse("resources:booking", args=[pk])
        name = row.resource.name
        page = FormPage(_("不批准这个申请"), "refuse", str(pk), back, name)
        return render_form(request, "resources/form.html", page, form, tried)
    key = draft_key_of(user, "refuse", str(pk))
    return _done(request, pk, _("已拒绝，申请人会看到原因"), f"saved:{key}")


@surface(NOUN, "change")
@require_POST
def reconsider(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an approval or a refusal."""
    user = asker(request)
    reconsider_booking(actor=user, booking=booking_of(user, pk))
    messages.success(request, _("申请又在等批准"))
    return see_other(reverse("resources:booking", args=[pk]))
