"""The doors of Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.views.decorators.http import require_safe

from kam.desk.pages import entrance_page, today_page
from kam.people.scopes import may
from kam.web.doors import render_page, see_other
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.web.doors import PersonRequest


@surface("page", "see")
@require_safe
def home(request: PersonRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Begin the day."""
    return see_other(reverse("desk:today"))


@surface("page", "see")
@require_safe
def today(request: PersonRequest) -> HttpResponse:
    """Show the day, or to a role without visits what it can do here."""
    if may(request.user, "visit", "create"):
        page = today_page(request.user)
        month = f"{page.day:%Y-%m}"
        puzzled = may(request.user, "puzzle", "change")
        asks = puzzled and request.COOKIES.get("puzzles") != month
        return render_page(request, "desk/today.html", page, asks_puzzles=asks)
    return render_page(request, "desk/entrance.html", entrance_page(request.user))
