"""The door of a record's history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kam.desk.pages import history_page
from kam.web.doors import render_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.web.doors import PersonRequest


@surface("history", "see")
@require_safe
def history(request: PersonRequest, noun: str, pk: int) -> HttpResponse:
    """Show who changed a record, when, and from what to what."""
    page = history_page(request.user, noun, pk, request.GET.get("cursor", ""))
    return render_page(request, "desk/history.html", page)
