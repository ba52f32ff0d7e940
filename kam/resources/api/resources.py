"""The catalogue through the API: list, add, edit, archive, and what is free."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.resources.models import Resource
from kam.resources.policies import may_arrange, may_arrange_any
from kam.resources.queries import resource_of
from kam.resources.queries.calendar import free_days
from kam.resources.schemas import (
    FreeOut,
    FreeQuery,
    ResourceIn,
    ResourceOut,
    ResourcePatch,
    ResourceQuery,
)
from kam.resources.services import (
    add_resource,
    archive_resource,
    edit_resource,
    restore_resource,
)
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["resources"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
ORDER = ("id",)
NOUN = "resource"


@router.get("", response=Listing[ResourceOut])
@surface(NOUN, "see")
def list_resources(request: HttpRequest, query: Query[ResourceQuery]) -> Any:
    """Return the catalogue."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    return paged(Resource.objects.visible_to(user), query, ORDER, lambda row: row)


@router.post("", response={201: ResourceOut})
@surface(NOUN, "create")
def create(request: HttpRequest, response: HttpResponse, body: ResourceIn) -> Any:
    """Add a resource."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may_arrange_any(user, "create"))
    row = add_resource(actor=user, draft=body.draft)
    tagged(response, row)
    return Status(201, row)


@router.get("/{pk}", response=ResourceOut)
@surface(NOUN, "see")
def get_resource(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one resource."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = resource_of(user, pk)
    tagged(response, row)
    return row


@router.get("/{pk}/free", response=list[FreeOut])
@surface(NOUN, "see")
def get_free(request: HttpRequest, pk: Pk, query: Query[FreeQuery]) -> Any:
    """Return what is taken and free of a resource, day by day."""
    user: User = request.auth  # type: ignore[attr-defined]
    return free_days(user, resource_of(user, pk), query.first, query.days)


@router.patch("/{pk}", response=ResourceOut)
@surface(NOUN, "change")
def patch_resource(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: ResourcePatch
) -> Any:
    """Edit a resource, archive it, or offer it again."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = resource_of(user, pk)
    require(may_arrange(user, "change", row.team_id))
    require_match(request, row)
    if body.wanted:
        row = edit_resource(actor=user, resource=row, wanted=body.wanted)
    if body.archived is not None:
        turn = archive_resource if body.archived else restore_resource
        row = turn(actor=user, resource=row)
    tagged(response, row)
    return row
