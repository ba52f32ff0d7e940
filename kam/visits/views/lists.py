"""The list of visits, and the list as a file; one visit is composed on the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kam.core.clock import today
from kam.people.policies import require
from kam.people.scopes import may
from kam.visits.forms.lists import VisitListForm
from kam.visits.pages.listing import list_page, visit_sheet
from kam.web.doors import render_page
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from kam.web.doors import PersonRequest


@surface("visit", "see")
@require_safe
def visits(request: PersonRequest) -> HttpResponse:
    """Show the visits a person may see."""
    require(may(request.user, "visit", "see"))
    form = VisitListForm(request.GET, user=request.user)
    page = list_page(request.user, read_list(form, request.GET))
    return render_page(request, "visits/list.html", page, form=form)


@surface("visit", "export")
@require_safe
def export(request: PersonRequest) -> HttpResponseBase:
    """Save exactly this list as a file."""
    require(may(request.user, "visit", "export"))
    form = VisitListForm(request.GET, user=request.user)
    sheet = visit_sheet(request.user, read_list(form, request.GET))
    name = f"{_('拜访')}-{today(request.user.time_zone)}"
    return download(sheet, request.GET.get("format", "csv"), name)
