"""Lines and ties through the API: list, make, end, take back."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.room import stakeholder_of
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.relations.models import Line, Tie
from kam.relations.policies import may_change, may_draw, may_retract
from kam.relations.queries import line_of, tie_of
from kam.relations.schemas import (
    LineIn,
    LineOut,
    LinePatch,
    LineQuery,
    TieIn,
    TieOut,
    TiePatch,
    TieQuery,
    line_out,
    tie_out,
)
from kam.relations.services import (
    draw_line,
    end_line,
    note_tie,
    reopen_line,
    restore,
    retract,
)
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

lines = Router(auth=bearer, tags=["lines"])
ties = Router(auth=bearer, tags=["ties"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
ORDER = ("-day", "-id")


@lines.get("", response=Listing[LineOut])
@surface("line", "see")
def list_lines(request: HttpRequest, query: Query[LineQuery]) -> Any:
    """Return visible lines of the map, the newest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "line", "see"))
    rows = Line.objects.visible_to(user)
    return paged(rows, query, ORDER, lambda row: line_out(user, row))


@lines.post("", response={201: LineOut})
@surface("line", "create")
def create_line(request: HttpRequest, response: HttpResponse, body: LineIn) -> Any:
    """Draw a line between two people of one account; a reporting circle is refused."""
    user: User = request.auth  # type: ignore[attr-defined]
    source = stakeholder_of(user, body.from_stakeholder_id)
    require(may_draw(user, source.account))
    row = draw_line(actor=user, draft=body.draft)
    tagged(response, row)
    return Status(201, line_out(user, row))


@lines.get("/{pk}", response=LineOut)
@surface("line", "see")
def get_line(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one line."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = line_of(user, pk)
    tagged(response, row)
    return line_out(user, row)


@lines.patch("/{pk}", response=LineOut)
@surface("line", "change")
def patch_line(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: LinePatch
) -> Any:
    """End a line or let it hold again; take it back, or put it back."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = line_of(user, pk)
    told = body.model_dump(exclude_unset=True)
    require(may_change(user, row.account))
    if told.get("retracted") is not None:
        require(may_retract(user, row))
    require_match(request, row)
    row = _patched(user, row, told)
    tagged(response, row)
    return line_out(user, row)


def _patched(user: User, row: Line, told: dict[str, Any]) -> Line:
    if "ended_on" in told:
        day = told["ended_on"]
        if day is None:
            row = reopen_line(actor=user, line=row)
        else:
            row = end_line(actor=user, line=row, on=day)
    if told.get("retracted") is not None:
        turn = retract if told["retracted"] else restore
        row = turn(actor=user, row=row)
    return row


@ties.get("", response=Listing[TieOut])
@surface("line", "see")
def list_ties(request: HttpRequest, query: Query[TieQuery]) -> Any:
    """Return visible ties between us and the customer, the newest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "line", "see"))
    rows = Tie.objects.visible_to(user)
    return paged(rows, query, ORDER, lambda row: tie_out(user, row))


@ties.post("", response={201: TieOut})
@surface("line", "create")
def create_tie(request: HttpRequest, response: HttpResponse, body: TieIn) -> Any:
    """Note how well one of us knows somebody; what was noted before stays."""
    user: User = request.auth  # type: ignore[attr-defined]
    stakeholder = stakeholder_of(user, body.stakeholder_id)
    require(may_draw(user, stakeholder.account))
    row = note_tie(actor=user, draft=body.draft)
    tagged(response, row)
    return Status(201, tie_out(user, row))


@ties.get("/{pk}", response=TieOut)
@surface("line", "see")
def get_tie(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one tie."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = tie_of(user, pk)
    tagged(response, row)
    return tie_out(user, row)


@ties.patch("/{pk}", response=TieOut)
@surface("line", "delete")
def patch_tie(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: TiePatch
) -> Any:
    """Take a tie back, or put it back."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = tie_of(user, pk)
    require(may_retract(user, row))
    require_match(request, row)
    turn = retract if body.retracted else restore
    row = turn(actor=user, row=row)
    tagged(response, row)
    return tie_out(user, row)
