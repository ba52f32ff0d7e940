"""The doors of the account room."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.urls import reverse
from django.views.decorators.http import require_safe

from kam.core.errors import NotFound
from kam.desk.pages import account_page, timeline_page
from kam.desk.queries import neighbour_of
from kam.web.doors import render_page, see_other
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.web.doors import PersonRequest


EVERYBODY = "all"
PEOPLE = ("", EVERYBODY)
KEY = re.compile(r"[1-9][0-9]{0,18}")


@surface("account", "see")
@require_safe
def account(request: PersonRequest, pk: int) -> HttpResponse:
    """Show everything about one account; `people=all` keeps nobody back.

    `met` shows the chain of the visits to one person.
    """
    asked, met = request.GET.get("people", ""), request.GET.get("met", "")
    if asked not in PEOPLE or not (met == "" or KEY.fullmatch(met)):
        raise NotFound
    person = int(met) if met else None
    page = account_page(request.user, pk, everybody=asked == EVERYBODY, met=person)
    return render_page(request, "desk/account.html", page)


@surface("account", "see")
@require_safe
def timeline(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a page of what happened in an account."""
    page = timeline_page(request.user, pk, request.GET.get("cursor", ""))
    return render_page(request, "desk/timeline.html", page)


@surface("account", "see")
@require_safe
def following(request: PersonRequest, pk: int) -> HttpResponse:
    """Go to the next account of the list."""
    return _beside(request, pk, forward=True)


@surface("account", "see")
@require_safe
def previous(request: PersonRequest, pk: int) -> HttpResponse:
    """Go to the previous account of the list."""
    return _beside(request, pk, forward=False)


def _beside(request: PersonRequest, pk: int, *, forward: bool) -> HttpResponse:
    beside = neighbour_of(request.user, pk, forward=forward)
    return see_other(reverse("desk:account", args=[beside]))
