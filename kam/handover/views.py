"""The hand-overs, one passport, and confirming it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kam.handover.forms import ConfirmForm
from kam.handover.models import Handover
from kam.handover.pages import list_page, passport_page
from kam.handover.rules import PARTS, next_unread
from kam.handover.services import confirm
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.doors import attempt, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.web.doors import PersonRequest


@surface("handover", "see")
@require_safe
def handovers(request: PersonRequest) -> HttpResponse:
    """List the accounts that changed hands, and whether their receiver confirmed."""
    require(may(request.user, "handover", "see"))
    page = list_page(request.user, request.GET.get("cursor", ""))
    return render_page(request, "handover/list.html", page)


@surface("handover", "see")
@require_safe
def passport(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what the receiver of an account is to know."""
    page = passport_page(request.user, pk)
    return render_form(request, "handover/passport.html", page, ConfirmForm())


@surface("handover", "change")
@require_POST
def confirmed(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down that one part, or everything, was read."""
    rows = Handover.objects.visible_to(request.user).select_related("account")
    handover = rows.seen(request.user, pk=pk)
    form = ConfirmForm(request.POST)
    tried = attempt(form, lambda: _confirm(request, handover, form))
    if tried.done is None:
        page = passport_page(request.user, pk)
        return render_form(request, "handover/passport.html", page, form, tried)
    if tried.done.confirmed_at is None:
        part = next_unread(tried.done.parts, form.cleaned_data["part"])
        return see_other(f"{reverse('handover:passport', args=[pk])}#unread-{part}")
    key = draft_key_of(request.user, "handover", pk)
    words = _("交接已确认，原负责人和主管看得到")
    messages.success(request, words, extra_tags=f"saved:{key}")
    return see_other(reverse("handover:passport", args=[pk]))


def _confirm(request: PersonRequest, handover: Handover, form: ConfirmForm) -> Handover:
    part = form.cleaned_data["part"]
    return confirm(
        actor=request.user,
        handover=handover,
        parts=[part] if part else PARTS,
        note=form.cleaned_data["note"],
    )
