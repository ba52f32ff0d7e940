"""The page of an account: three phases and four steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kam.accounts.queries.room import account_of
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.plans.pages import phases_page
from kam.web.doors import render_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@surface("plan", "see")
@require_safe
def phases(request: HttpRequest, pk: int) -> HttpResponse:
    """Show in which phase an account is, and how far the four steps are done."""
    user = asker(request)
    require(may(user, "plan", "see"))
    page = phases_page(user, account_of(user, pk))
    return render_page(request, "plans/phases.html", page)
