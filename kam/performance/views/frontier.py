"""Choosing, making, reading and taking along a frontier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kam.core.errors import Invalid
from kam.people.policies import entered
from kam.performance.forms import FrontierForm, MakeRunForm
from kam.performance.models import ComparisonSet
from kam.performance.pages.export import run_sheet
from kam.performance.pages.frontier import frontier_page, stored_page
from kam.performance.queries import runs_for
from kam.performance.services import run_frontier
from kam.web.doors import render_page, see_other
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@surface("frontier", "see")
@require_safe
def frontier(request: HttpRequest) -> HttpResponse:
    """Show the newest run of what is chosen, or how to come to one."""
    user = entered(request.user, "frontier")
    state = read_list(FrontierForm(request.GET), request.GET)
    template, page = frontier_page(user, state)
    return render_page(request, template, page)


@surface("frontier", "see")
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one stored run."""
    user = entered(request.user, "frontier")
    state = read_list(FrontierForm(request.GET), request.GET)
    template, page = stored_page(user, runs_for(user).seen(user, pk=pk), state)
    return render_page(request, template, page)


@surface("frontier", "create")
@require_POST
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Calculate a frontier, or find the stored one of the same inputs."""
    user = entered(request.user, "frontier")
    row = ComparisonSet.objects.visible_to(user).seen(user, pk=pk)
    form = MakeRunForm(request.POST)
    if not form.is_valid():
        raise Invalid(fields={n: [str(e) for e in es] for n, es in form.errors.items()})
    made = run_frontier(actor=user, comparison_set=row, **form.cleaned_data)
    told = (
        gettext("前沿已算好")
        if made.is_new
        else gettext("数据没有变化，这是已有的结果")
    )
    messages.success(request, told)
    return see_other(reverse("performance:run", args=[made.run.pk]))


@surface("frontier", "export")
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Save the table of a run."""
    user = entered(request.user, "frontier")
    found = runs_for(user).seen(user, pk=pk)
    name = f"{found.comparison_set.name}-{found.period}-{found.method}"
    return download(run_sheet(user, found), request.GET.get("format", "csv"), name)
