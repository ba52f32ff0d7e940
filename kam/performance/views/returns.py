"""What visits bring: one's own at once, another's once it was said what for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kam.people.policies import require
from kam.people.scopes import may
from kam.performance.pages.behaviour.opening import OPENING, RETURNS, person_opening
from kam.performance.queries.behaviour import person_seen, stands_open
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
    user = request.user
    require(may(user, "visit", "create"))
    asked = WeekQuery(request.GET).told()
    seen = person_seen(user, asked.person or user.pk)
    if not stands_open(user, seen):
        return render_page(request, OPENING, person_opening(seen, back=RETURNS))
    page = returns_page(user, seen.pk)
    return render_page(request, "visits/returns.html", page)
