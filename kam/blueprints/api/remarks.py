"""What managers say to sections, through the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from kam.blueprints.api.common import APPROVAL, NOUN, Pk, asked
from kam.blueprints.policies import may_comment, may_meet
from kam.blueprints.queries import blueprint_of, remark_of, remarks_of
from kam.blueprints.schemas import RemarkIn, RemarkOut, told
from kam.blueprints.services import add_remark, reopen_remark, settle_remark
from kam.people.bearer import bearer
from kam.people.policies import require
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["account plans"])


@router.get("/blueprints/{pk}/remarks", response=list[RemarkOut])
@surface(NOUN, "see")
def list_remarks(request: HttpRequest, pk: Pk) -> Any:
    """Return what was said to sections, the oldest first."""
    user = asked(request)
    rows = remarks_of(user, blueprint_of(user, pk))
    return [told(user, row, RemarkOut) for row in rows]


@router.post("/blueprints/{pk}/remarks", response={201: RemarkOut})
@surface(APPROVAL, "create")
def post_remark(request: HttpRequest, pk: Pk, body: RemarkIn) -> Any:
    """Say something to a section."""
    user = asked(request)
    row = blueprint_of(user, pk)
    require(may_comment(user, row.account))
    said = {"section": str(body.section), "text": body.text}
    return Status(201, add_remark(actor=user, blueprint=row, **said))


@router.post("/remarks/{pk}/settle", response=RemarkOut)
@surface(NOUN, "change")
def post_settle(request: HttpRequest, pk: Pk) -> Any:
    """Say that a remark was dealt with."""
    user = asked(request)
    row = remark_of(user, pk)
    require(may_meet(user, row.blueprint.account))
    return settle_remark(actor=user, remark=row)


@router.post("/remarks/{pk}/reopen", response=RemarkOut)
@surface(NOUN, "change")
def post_reopen(request: HttpRequest, pk: Pk) -> Any:
    """Open a settled remark again."""
    user = asked(request)
    row = remark_of(user, pk)
    require(may_meet(user, row.blueprint.account))
    return reopen_remark(actor=user, remark=row)
