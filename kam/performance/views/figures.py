"""The figures of a set: listing, correcting, taking along."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from kam.people.policies import entered, require
from kam.performance.forms import FigureForm, FiguresForm
from kam.performance.models import ComparisonSet, Figure
from kam.performance.pages.sets import (
    chosen_filters,
    figure_page,
    figures_sheet,
    set_page,
)
from kam.performance.policies import may_write_figure
from kam.performance.queries import periods_for
from kam.performance.services import edit_figure
from kam.web.doors import attempt, render_form, render_page, see_other
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from kam.people.models import User


def _set(user: User, pk: int) -> ComparisonSet:
    rows = ComparisonSet.objects.visible_to(user).select_related("team")
    found: ComparisonSet = rows.seen(user, pk=pk)
    return found


@surface("figure", "see")
@require_safe
def every(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a set and its figures."""
    user = entered(request.user, "figure")
    row = _set(user, pk)
    periods = periods_for(user, row)
    form = FiguresForm(request.GET, periods=periods)
    state = read_list(form, request.GET)
    page = set_page(user, row, state, periods)
    return render_page(request, "performance/set.html", page, form=form, state=state)


@surface("figure", "export")
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Save the figures of a list."""
    user = entered(request.user, "figure")
    row = _set(user, pk)
    periods = periods_for(user, row)
    state = read_list(FiguresForm(request.GET, periods=periods), request.GET)
    sheet = figures_sheet(user, row, chosen_filters(state, periods))
    return download(sheet, request.GET.get("format", "csv"), row.name)


@surface("figure", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the figures of one territory, or set it aside."""
    user = entered(request.user, "figure")
    rows = Figure.objects.visible_to(user)
    figure = rows.select_related("comparison_set", "territory").seen(user, pk=pk)
    team = figure.territory.team_id
    require(may_write_figure(user, "change", figure.comparison_set, team))
    page = figure_page(figure)
    form = FigureForm(request.POST or None, instance=figure)
    if request.method != "POST":
        return render_form(request, "performance/figure_form.html", page, form)
    tried = attempt(
        form,
        lambda: edit_figure(
            actor=user, figure=figure, wanted=form.chosen(), before=form.before
        ),
    )
    if tried.done is None:
        return render_form(request, "performance/figure_form.html", page, form, tried)
    return _saved(request, user, figure)


def _saved(request: HttpRequest, user: User, figure: Figure) -> HttpResponse:
    key = draft_key_of(user, "figure", figure.pk)
    messages.success(request, gettext("数据已保存"), extra_tags=f"saved:{key}")
    back = reverse("performance:set", args=[figure.comparison_set_id])
    return see_other(f"{back}?{urlencode({'period': figure.period})}")
