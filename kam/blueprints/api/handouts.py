"""Sharing a part of a plan with the customer, through the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Status

from kam.blueprints.api.common import NOUN, Pk, asked
from kam.blueprints.policies import may_share
from kam.blueprints.queries import blueprint_of, handout_of, handouts_of
from kam.blueprints.schemas import HandoutIn, HandoutOut, MadeOut, handout_out
from kam.blueprints.services import make_handout, revoke_handout
from kam.people.bearer import bearer
from kam.people.policies import require
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["account plans"])


@router.get("/blueprints/{pk}/handouts", response=list[HandoutOut])
@surface(NOUN, "see")
def list_handouts(request: HttpRequest, pk: Pk) -> Any:
    """Return what was shared of a plan, the newest first."""
    user = asked(request)
    rows = handouts_of(user, blueprint_of(user, pk))
    return [handout_out(row) for row in rows]


@router.post("/blueprints/{pk}/handouts", response={201: MadeOut})
@surface(NOUN, "share")
def post_handout(request: HttpRequest, pk: Pk, body: HandoutIn) -> Any:
    """Share chosen sections; the address is told only now."""
    user = asked(request)
    plan = blueprint_of(user, pk)
    require(may_share(user, plan.account))
    row, secret = make_handout(actor=user, blueprint=plan, draft=body.draft)
    url = request.build_absolute_uri(reverse("blueprints:shared", args=[secret]))
    return Status(201, {**handout_out(row), "url": url})


@router.delete("/handouts/{pk}", response=HandoutOut)
@surface(NOUN, "share")
def delete_handout(request: HttpRequest, pk: Pk) -> Any:
    """End a link at once."""
    user = asked(request)
    row = handout_of(user, pk)
    require(may_share(user, row.blueprint.account))
    return handout_out(revoke_handout(actor=user, handout=row))
