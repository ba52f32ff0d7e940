"""Column runs over the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from kam.core.paging import paginate
from kam.people.bearer import bearer
from kam.people.policies import entered
from kam.performance.background import carry_out
from kam.performance.models import ComparisonSet
from kam.performance.queries.columns import (
    UNDER_WAY,
    column_rows_for,
    column_runs_for,
)
from kam.performance.schemas.columns import (
    ColumnQuery,
    ColumnRunDetail,
    ColumnRunNew,
    ColumnRunOut,
    ColumnUnitOut,
    column_run_detail,
    column_run_out,
    column_unit_out,
)
from kam.performance.schemas.frontier import Id
from kam.performance.services import ask_columns, cancel_columns, repeat_columns
from kam.web.interface import Listing, PageQuery, listing
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from kam.performance.services import AskedColumns

router = Router(auth=bearer, tags=["frontier"])


@router.get("", response=Listing[ColumnRunOut])
@surface("column_run", "see")
def list_column_runs(request: HttpRequest, asked: Query[ColumnQuery]) -> dict[str, Any]:
    """List column runs, newest first; filter by set and period."""
    user = entered(request.user, "column_run")
    rows = column_runs_for(user, set_id=asked.set, period=asked.period)
    page = paginate(rows, order=("-id",), cursor=asked.cursor, size=asked.limit)
    return listing(page, column_run_out)


@router.post("", response={200: ColumnRunOut, 201: ColumnRunOut, 202: ColumnRunOut})
@surface("column_run", "create")
def make_column_run(request: HttpRequest, body: ColumnRunNew) -> Status[ColumnRunOut]:
    """Compare any columns: done (201), under way (202), or stored before (200)."""
    user = entered(request.user, "column_run")
    row = ComparisonSet.objects.visible_to(user).seen(user, pk=body.set)
    asked = ask_columns(
        actor=user, comparison_set=row, period=body.period, choice=body.choice
    )
    return _answer(asked)


@router.get("/{pk}", response=ColumnRunDetail)
@surface("column_run", "see")
def read_column_run(request: HttpRequest, pk: Path[Id]) -> ColumnRunDetail:
    """Read one column run, or how far it is; its units come by pages."""
    user = entered(request.user, "column_run")
    return column_run_detail(column_runs_for(user).seen(user, pk=pk))


@router.get("/{pk}/units", response=Listing[ColumnUnitOut], by_alias=True)
@surface("column_run", "see")
def list_column_units(
    request: HttpRequest, pk: Path[Id], asked: Query[PageQuery]
) -> dict[str, Any]:
    """List the territories of a column run by code."""
    user = entered(request.user, "column_run")
    run = column_runs_for(user).seen(user, pk=pk)
    rows = column_rows_for(user, run)
    page = paginate(rows, order=("code", "id"), cursor=asked.cursor, size=asked.limit)
    return listing(page, lambda row: column_unit_out(row, run))


@router.post("/{pk}/cancel", response=ColumnRunOut)
@surface("column_run", "change")
def cancel_column_run(request: HttpRequest, pk: Path[Id]) -> ColumnRunOut:
    """Stop a column run; nothing of it is kept. One that has ended stays as it is."""
    user = entered(request.user, "column_run")
    run = column_runs_for(user).seen(user, pk=pk)
    return column_run_out(cancel_columns(actor=user, run=run))


@router.post("/{pk}/repeat", response={201: ColumnRunOut, 202: ColumnRunOut})
@surface("column_run", "create")
def repeat_column_run(request: HttpRequest, pk: Path[Id]) -> Status[ColumnRunOut]:
    """Work a column run out once more; `is_same` says whether the same comes out."""
    user = entered(request.user, "column_run")
    run = column_runs_for(user).seen(user, pk=pk)
    return _answer(repeat_columns(actor=user, run=run))


def _answer(asked: AskedColumns) -> Status[ColumnRunOut]:
    run = carry_out(asked)
    is_over = run.state not in UNDER_WAY
    status = 200 if not asked.is_new else 201 if is_over else 202
    return Status(status, column_run_out(run))
