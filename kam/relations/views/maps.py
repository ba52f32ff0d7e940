"""The doors of the map and of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from kam.accounts.queries.room import account_of
from kam.core.cells import day_of
from kam.core.errors import Invalid, NotFound
from kam.people.asking import asker
from kam.relations.pages import VIEWS, map_page, matrix_page
from kam.web.doors import render_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

PANEL = "person-panel"


@surface("line", "see")
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the map of an account today, or as it stood on a day."""
    user = asker(request)
    page = map_page(
        user,
        account_of(user, pk),
        on=_day(request),
        person=_person(request),
        view=_view(request),
    )
    is_part = request.headers.get("HX-Target") == PANEL
    template = "relations/parts/panel.html" if is_part else "relations/map.html"
    answer = render_page(request, template, page)
    patch_vary_headers(answer, ["HX-Target"])
    return answer


def _day(request: HttpRequest) -> date | None:
    """Return the day that is asked for; what is no day is no page."""
    try:
        return day_of(request.GET.get("on", ""))
    except Invalid as error:
        raise NotFound from error


def _view(request: HttpRequest) -> str:
    view = request.GET.get("view", "")
    if view not in VIEWS:
        raise NotFound
    return view


def _person(request: HttpRequest) -> int | None:
    text = request.GET.get("person", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):  # noqa: PLR2004
        raise NotFound
    return int(text)


@surface("line", "see")
@require_safe
def matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the relationship matrix of an account."""
    user = asker(request)
    page = matrix_page(user, account_of(user, pk))
    return render_page(request, "relations/matrix.html", page)
