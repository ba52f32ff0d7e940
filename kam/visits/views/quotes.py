"""The words of a customer: by person, and taken back while their record is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kam.accounts.queries.room import stakeholder_of
from kam.people.policies import require
from kam.people.scopes import may
from kam.visits.pages.quotes import quotes_page
from kam.visits.queries.quotes import seen_quote
from kam.visits.services import restore_quote, retract_quote
from kam.web.doors import render_page, see_other
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.web.doors import PersonRequest


@surface("visit", "see")
@require_safe
def quotes(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what somebody said at visits, word for word."""
    person = stakeholder_of(request.user, pk)
    require(may(request.user, "visit", "see"))
    page = quotes_page(request.user, person)
    return render_page(request, "visits/quotes.html", page)


@surface("visit", "change")
@require_POST
def retract(request: PersonRequest, pk: int) -> HttpResponse:
    """Take words back that were noted wrongly."""
    quote = retract_quote(actor=request.user, quote=seen_quote(request.user, pk))
    undo = reverse("visits:quote-restore", args=[pk])
    messages.success(request, _("这句原话已撤回"), extra_tags=f"undo:{undo}")
    return see_other(reverse("visits:record", args=[quote.visit_id]))


@surface("visit", "change")
@require_POST
def restore(request: PersonRequest, pk: int) -> HttpResponse:
    """Put words back that were taken back."""
    quote = restore_quote(actor=request.user, quote=seen_quote(request.user, pk))
    messages.success(request, _("这句原话放回来了"))
    return see_other(reverse("visits:record", args=[quote.visit_id]))
