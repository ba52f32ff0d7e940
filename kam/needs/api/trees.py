"""Needs through the API: trees of thinking, cells of the white-space grid."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.room import account_of, stakeholder_of
from kam.needs.models import Place, Problem
from kam.needs.policies import may_write
from kam.needs.queries import place_of, problem_of
from kam.needs.schemas.trees import (
    PlaceIn,
    PlaceOut,
    PlacePatch,
    PlaceQuery,
    ProblemIn,
    ProblemOut,
    ProblemPatch,
    ProblemQuery,
    place_out,
    problem_out,
)
from kam.needs.services import (
    archive_problem,
    create_problems,
    edit_place,
    edit_problem,
    fill_place,
    restore_problem,
)
from kam.people.bearer import bearer
from kam.people.policies import entered, require
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

problems = Router(auth=bearer, tags=["problems"])
places = Router(auth=bearer, tags=["places"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]


@problems.get("", response=Listing[ProblemOut])
@surface("need", "see")
def list_problems(request: HttpRequest, query: Query[ProblemQuery]) -> Any:
    """List the nodes of visible trees, the oldest first."""
    user = entered(request.user, "need")
    rows = Problem.objects.visible_to(user).active()
    return paged(rows, query, ("id",), lambda row: problem_out(user, row))


@problems.post("", response={201: ProblemOut})
@surface("need", "create")
def add_problem(request: HttpRequest, response: HttpResponse, body: ProblemIn) -> Any:
    """Add a node to somebody's tree."""
    user = entered(request.user, "need")
    stakeholder = stakeholder_of(user, body.stakeholder_id)
    made = create_problems(actor=user, stakeholder=stakeholder, drafts=[body.draft])
    tagged(response, made[0])
    return Status(201, problem_out(user, made[0]))


@problems.get("/{pk}", response=ProblemOut)
@surface("need", "see")
def read_problem(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Read one node."""
    user = entered(request.user, "need")
    row = problem_of(user, pk)
    tagged(response, row)
    return problem_out(user, row)


@problems.patch("/{pk}", response=ProblemOut)
@surface("need", "change")
def change_problem(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: ProblemPatch
) -> Any:
    """Change a node, put it away with all below it, or put it back."""
    user = entered(request.user, "need")
    row = problem_of(user, pk)
    require(may_write(user, row.account))
    require_match(request, row)
    if wanted := body.wanted():
        before = {name: getattr(row, name) for name in wanted}
        edit_problem(actor=user, problem=row, wanted=wanted, before=before)
    if body.archived is not None:
        turn = archive_problem if body.archived else restore_problem
        turn(actor=user, problem=row)
    row = problem_of(user, pk)
    tagged(response, row)
    return problem_out(user, row)


@places.get("", response=Listing[PlaceOut])
@surface("need", "see")
def list_places(request: HttpRequest, query: Query[PlaceQuery]) -> Any:
    """List the visible cells of the white-space grid, the oldest first."""
    user = entered(request.user, "need")
    rows = Place.objects.visible_to(user)
    return paged(rows, query, ("id",), lambda row: place_out(user, row))


@places.post("", response={201: PlaceOut})
@surface("need", "create")
def add_place(request: HttpRequest, response: HttpResponse, body: PlaceIn) -> Any:
    """Fill a cell of the grid; one that is there already takes what is given."""
    user = entered(request.user, "need")
    account = account_of(user, body.account_id)
    row = fill_place(
        actor=user, account=account, product_id=body.product_id, wanted=body.wanted()
    )
    tagged(response, row)
    return Status(201, place_out(user, row))


@places.get("/{pk}", response=PlaceOut)
@surface("need", "see")
def read_place(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Read one cell."""
    user = entered(request.user, "need")
    row = place_of(user, pk)
    tagged(response, row)
    return place_out(user, row)


@places.patch("/{pk}", response=PlaceOut)
@surface("need", "change")
def change_place(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: PlacePatch
) -> Any:
    """Change a cell."""
    user = entered(request.user, "need")
    row = place_of(user, pk)
    require(may_write(user, row.account))
    require_match(request, row)
    wanted = body.wanted()
    before = {name: getattr(row, name) for name in wanted}
    row = edit_place(actor=user, place=row, wanted=wanted, before=before)
    tagged(response, row)
    return place_out(user, row)
