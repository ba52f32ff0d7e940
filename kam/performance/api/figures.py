"""Figures over the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.core.paging import paginate
from kam.people.bearer import bearer
from kam.people.models import Territory
from kam.people.policies import entered
from kam.performance.models import ComparisonSet
from kam.performance.queries import figures_for
from kam.performance.schemas.figures import (
    FigureChange,
    FigureNew,
    FigureOut,
    FigureQuery,
    figure_out,
)
from kam.performance.schemas.frontier import Id
from kam.performance.services import FigureDraft, create_figure, edit_figure
from kam.web.interface import Listing, listing, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["figures"])


@router.get("", response=Listing[FigureOut])
@surface("figure", "see")
def list_figures(request: HttpRequest, asked: Query[FigureQuery]) -> dict[str, Any]:
    """List figures of visible sets, newest first; filter by set and period."""
    user = entered(request.user, "figure")
    rows = figures_for(user, set_id=asked.set, period=asked.period)
    page = paginate(rows, order=("-id",), cursor=asked.cursor, size=asked.limit)
    return listing(page, figure_out)


@router.post("", response={201: FigureOut})
@surface("figure", "create")
def add_figure(
    request: HttpRequest, response: HttpResponse, body: FigureNew
) -> Status[FigureOut]:
    """Add the figures of one territory in a period of a set."""
    user = entered(request.user, "figure")
    row = ComparisonSet.objects.visible_to(user).seen(user, pk=body.set)
    territory = Territory.objects.visible_to(user).seen(user, pk=body.territory)
    draft = FigureDraft(
        territory=territory,
        period=body.period,
        potential=body.potential,
        sales=body.sales,
        further=body.wanted().get("further", {}),
        exclusion=body.exclusion,
    )
    figure = create_figure(actor=user, comparison_set=row, draft=draft)
    tagged(response, figure)
    return Status(201, figure_out(figure))


@router.get("/{pk}", response=FigureOut)
@surface("figure", "see")
def read_figure(
    request: HttpRequest, response: HttpResponse, pk: Path[Id]
) -> FigureOut:
    """Read the figures of one territory in a period."""
    user = entered(request.user, "figure")
    figure = figures_for(user).seen(user, pk=pk)
    tagged(response, figure)
    return figure_out(figure)


@router.patch("/{pk}", response=FigureOut)
@surface("figure", "change")
def change_figure(
    request: HttpRequest, response: HttpResponse, pk: Path[Id], body: FigureChange
) -> FigureOut:
    """Correct figures, or say why a territory takes no part (needs If-Match)."""
    user = entered(request.user, "figure")
    figure = figures_for(user).seen(user, pk=pk)
    require_match(request, figure)
    wanted = body.wanted()
    changed = edit_figure(
        actor=user,
        figure=figure,
        wanted=wanted,
        before={name: getattr(figure, name) for name in wanted},
    )
    tagged(response, changed)
    return figure_out(changed)
