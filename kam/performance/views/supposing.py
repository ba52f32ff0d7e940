"""Trying other figures of a territory; nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from kam.people.policies import entered
from kam.performance.forms import SupposeForm
from kam.performance.pages.supposing import suppose_page, supposing_form
from kam.performance.queries import runs_for
from kam.web.doors import render_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@surface("frontier", "see")
@require_safe
def suppose(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would be with other figures of a territory."""
    user = entered(request.user, "frontier")
    run = runs_for(user).seen(user, pk=pk)
    if "unit" not in request.GET:
        return redirect("performance:run", pk=pk)
    form = SupposeForm(request.GET)
    page = suppose_page(user, run, form)
    status = 200 if form.is_valid() else 422
    return render_page(
        request,
        "performance/suppose.html",
        page,
        status=status,
        form=supposing_form(form, page),
    )
