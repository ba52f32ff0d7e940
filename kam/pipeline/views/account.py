"""The page of an account: opportunities and purchases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kam.accounts.queries.room import account_of
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.pages import account_deals_page
from kam.web.doors import render_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@surface("opportunity", "see")
@require_safe
def deals(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an account may buy and has bought."""
    user = asker(request)
    require(may(user, "opportunity", "see"))
    page = account_deals_page(user, account_of(user, pk))
    return render_page(request, "pipeline/account.html", page)
