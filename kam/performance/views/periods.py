"""Two periods of a comparison set: what changed, and the same as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kam.people.policies import entered
from kam.performance.forms.periods import PeriodsForm
from kam.performance.models import ComparisonSet
from kam.performance.pages.periods.export import periods_sheet
from kam.performance.pages.periods.page import periods_page
from kam.web.doors import render_page
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@surface("frontier", "see")
@require_safe
def periods(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what changed between two periods."""
    user = entered(request.user, "frontier")
    row = ComparisonSet.objects.visible_to(user).seen(user, pk=pk)
    page = periods_page(user, row, read_list(PeriodsForm(request.GET), request.GET))
    status = 422 if page.trouble else 200
    return render_page(request, "performance/periods.html", page, status)


@surface("frontier", "export")
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Save the table of two periods."""
    user = entered(request.user, "frontier")
    row = ComparisonSet.objects.visible_to(user).seen(user, pk=pk)
    state = read_list(PeriodsForm(request.GET), request.GET)
    sheet = periods_sheet(user, row, state.filters)
    return download(sheet, request.GET.get("format", "csv"), f"{row.name}-change")
