"""Roles without a face through the API: list, want, find, lose, take back."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.room import account_of
from kam.core.paging import paginate
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.relations.models import WantedRole
from kam.relations.policies import may_change, may_draw, may_retract
from kam.relations.queries import role_of
from kam.relations.schemas import RoleIn, RoleOut, RolePatch, RoleQuery, role_out
from kam.relations.services import find_role, lose_role, restore, retract, want_role
from kam.web.interface import Listing, listing, require_match, tagged
from kam.web.surfaces import surface

roles = Router(auth=bearer, tags=["roles"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]


@roles.get("", response=Listing[RoleOut])
@surface("line", "see")
def list_roles(request: HttpRequest, query: Query[RoleQuery]) -> Any:
    """Return the roles of visible maps that must exist, the oldest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "line", "see"))
    told = query.model_dump(exclude_none=True, exclude={"cursor", "limit", "found"})
    rows = WantedRole.objects.visible_to(user).filter(**told)
    if query.found is not None:
        rows = rows.filter(found__isnull=not query.found)
    page = paginate(rows, order=("id",), cursor=query.cursor, size=query.limit)
    return listing(page, lambda row: role_out(user, row))


@roles.post("", response={201: RoleOut})
@surface("line", "create")
def create_role(request: HttpRequest, response: HttpResponse, body: RoleIn) -> Any:
    """Put a card on the map for a role nobody has met yet."""
    user: User = request.auth  # type: ignore[attr-defined]
    account = account_of(user, body.account_id)
    require(may_draw(user, account))
    row = want_role(actor=user, account=account, draft=body.draft)
    tagged(response, row)
    return Status(201, role_out(user, row))


@roles.get("/{pk}", response=RoleOut)
@surface("line", "see")
def get_role(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one role."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = role_of(user, pk)
    tagged(response, row)
    return role_out(user, row)


@roles.patch("/{pk}", response=RoleOut)
@surface("line", "change")
def patch_role(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: RolePatch
) -> Any:
    """Say who a role turned out to be, or nobody yet; take it back, or put it back."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = role_of(user, pk)
    told = body.model_dump(exclude_unset=True)
    require(may_change(user, row.account))
    if told.get("retracted") is not None:
        require(may_retract(user, row))
    require_match(request, row)
    row = _patched(user, row, told)
    tagged(response, row)
    return role_out(user, row)


def _patched(user: User, row: WantedRole, told: dict[str, Any]) -> WantedRole:
    if told.get("found_id") is not None:
        row = find_role(actor=user, role=row, stakeholder_id=told["found_id"])
    elif "found_id" in told:
        row = lose_role(actor=user, role=row)
    if told.get("retracted") is not None:
        turn = retract if told["retracted"] else restore
        row = turn(actor=user, row=row)
    return row
