"""What visits bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kam.people.policies import require
from kam.people.scopes import may
from kam.visits.forms.week import WeekQuery
from kam.visits.pages.returns import returns_page
from kam.web.doors import render_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.web.doors import PersonRequest


@surface("visit", "create")
@require_safe
def returns(request: PersonRequest) -> HttpResponse:
    """Show what a year of somebody's visits brought."""
    require(may(request.user, "visit", "create"))
    asked = WeekQuery(request.GET).told()
    page = returns_page(request.user, asked.person)
    return render_page(request, "visits/returns.html", page)
