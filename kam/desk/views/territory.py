"""The doors of territories: the dashboard of one, and their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kam.desk.forms import TerritoryListForm
from kam.desk.pages.territory import (
    territories_page,
    territories_sheet,
    territory_page,
)
from kam.people.policies import entered
from kam.web.doors import render_page
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from kam.web.doors import PersonRequest


@surface("figure", "see")
@require_safe
def territories(request: PersonRequest) -> HttpResponse:
    """List the territories somebody reads the figures of."""
    user = entered(request.user, "figure")
    form = TerritoryListForm(request.GET)
    state = read_list(form, request.GET)
    page = territories_page(user, state)
    return render_page(
        request, "desk/territory/list.html", page, form=form, state=state
    )


@surface("figure", "export")
@require_safe
def territories_export(request: PersonRequest) -> HttpResponseBase:
    """Save the listed territories as a file."""
    user = entered(request.user, "figure")
    state = read_list(TerritoryListForm(request.GET), request.GET)
    sheet = territories_sheet(user, state)
    return download(sheet, request.GET.get("format", "csv"), sheet.title)


@surface("figure", "see")
@require_safe
def territory(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one territory: the right customer, information and frequency."""
    user = entered(request.user, "figure")
    page = territory_page(user, pk)
    return render_page(request, "desk/territory/one.html", page)
