"""The door of the one page of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kam.people.scopes import may
from kam.plans.pages import six_step_page
from kam.web.doors import render_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.web.doors import PersonRequest


@surface("plan", "see")
@require_safe
def plan(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the six steps of a plan on one page."""
    page = six_step_page(request.user, pk)
    takes_along = may(request.user, "plan", "export")
    return render_page(request, "desk/plan.html", page, takes_along=takes_along)
