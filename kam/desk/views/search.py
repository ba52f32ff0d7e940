"""The doors of the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kam.desk.pages import search_page
from kam.web.doors import render_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.web.doors import PersonRequest

LONGEST_QUESTION = 200
IN_PALETTE, ON_PAGE = 6, 30


@surface("page", "see")
@require_safe
def search(request: PersonRequest) -> HttpResponse:
    """Answer a question on a page of its own, or as a fragment for the palette."""
    question = request.GET.get("q", "")[:LONGEST_QUESTION]
    is_fragment = "fragment" in request.GET
    size = IN_PALETTE if is_fragment else ON_PAGE
    page = search_page(request.user, question, size)
    name = "web/search_results.html" if is_fragment else "web/search.html"
    return render_page(request, name, page)
