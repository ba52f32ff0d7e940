"""The template of account plans through the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from kam.blueprints.api.common import OUTLINE, Pk, asked
from kam.blueprints.policies import may_write_outlines
from kam.blueprints.queries import edition_of, editions
from kam.blueprints.schemas import OutlineIn, OutlineOut
from kam.blueprints.services import OutlineDraft, save_outline, use_outline
from kam.people.bearer import bearer
from kam.people.policies import require
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["account plans"])


@router.get("", response=list[OutlineOut])
@surface(OUTLINE, "see")
def list_outlines(request: HttpRequest) -> Any:
    """Return every version of the template, the newest first."""
    return editions(asked(request))


@router.get("/{number}", response=OutlineOut)
@surface(OUTLINE, "see")
def get_outline(request: HttpRequest, number: Pk) -> Any:
    """Return one version."""
    return edition_of(asked(request), number)


@router.post("", response={201: OutlineOut})
@surface(OUTLINE, "create")
def post_outline(request: HttpRequest, body: OutlineIn) -> Any:
    """Write a new version; what does not parse is refused with its line."""
    user = asked(request)
    require(may_write_outlines(user))
    row = save_outline(actor=user, draft=OutlineDraft(**body.model_dump()))
    return Status(201, edition_of(user, row.number))


@router.post("/{number}/use", response=OutlineOut)
@surface(OUTLINE, "change")
def post_use(request: HttpRequest, number: Pk) -> Any:
    """Let new plans begin with a version."""
    user = asked(request)
    require(may_write_outlines(user))
    use_outline(actor=user, number=number)
    return edition_of(user, number)
