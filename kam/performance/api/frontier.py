"""Frontier runs over the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from kam.core.paging import paginate
from kam.people.bearer import bearer
from kam.people.policies import entered
from kam.performance.models import ComparisonSet
from kam.performance.pages.splitting import splits_of
from kam.performance.pages.supposing import supposed_for
from kam.performance.queries import rows_for, runs_matching
from kam.performance.querysets import sees_all_units
from kam.performance.schemas.frontier import (
    Id,
    RunDetail,
    RunNew,
    RunOut,
    RunQuery,
    run_detail,
    run_out,
)
from kam.performance.schemas.supposing import (
    SupposedOut,
    SupposeQuery,
    supposed_out,
)
from kam.performance.schemas.targets import unit_targets
from kam.performance.services import run_frontier
from kam.web.interface import Listing, listing
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["frontier"])


@router.get("", response=Listing[RunOut])
@surface("frontier", "see")
def list_runs(request: HttpRequest, asked: Query[RunQuery]) -> dict[str, Any]:
    """List stored runs, newest first; filter by set, period and method."""
    user = entered(request.user, "frontier")
    rows = runs_matching(
        user, set_id=asked.set, period=asked.period, method=asked.method
    )
    page = paginate(rows, order=("-id",), cursor=asked.cursor, size=asked.limit)
    return listing(page, run_out)


@router.post("", response={200: RunOut, 201: RunOut})
@surface("frontier", "create")
def make_run(request: HttpRequest, body: RunNew) -> Status[RunOut]:
    """Calculate a frontier (201), or return the stored one of the same inputs (200)."""
    user = entered(request.user, "frontier")
    row = ComparisonSet.objects.visible_to(user).seen(user, pk=body.set)
    made = run_frontier(
        actor=user, comparison_set=row, period=body.period, method=body.method.value
    )
    return Status(201 if made.is_new else 200, run_out(made.run))


@router.get("/{pk}", response=RunDetail, by_alias=True)
@surface("frontier", "see")
def read_run(request: HttpRequest, pk: Path[Id]) -> RunDetail:
    """Read one run; a representative reads own rows and their peers' code and score."""
    user = entered(request.user, "frontier")
    run = runs_matching(user).seen(user, pk=pk)
    rows = list(rows_for(user, run).order_by("-score", "code", "id"))
    return run_detail(
        run,
        rows,
        whole=sees_all_units(user),
        targets=unit_targets(user, run),
        splits=splits_of(user, run, rows),
    )


@router.get("/{pk}/suppose", response=SupposedOut, by_alias=True)
@surface("frontier", "see")
def suppose(
    request: HttpRequest, pk: Path[Id], asked: Query[SupposeQuery]
) -> SupposedOut:
    """Say what would be with other figures of a territory; nothing is stored."""
    user = entered(request.user, "frontier")
    run = runs_matching(user).seen(user, pk=pk)
    row = rows_for(user, run).seen(user, territory_id=asked.unit)
    potential = row.potential if asked.potential is None else asked.potential
    sales = row.sales if asked.sales is None else asked.sales
    answer = supposed_for(user, run, row, potential, sales)
    return supposed_out(row, answer, whole=sees_all_units(user))
