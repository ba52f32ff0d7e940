"""Review meetings through the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from kam.blueprints.api.common import NOUN, Pk, asked
from kam.blueprints.policies import may_meet
from kam.blueprints.queries import blueprint_of, findings_of, review_of, reviews_of
from kam.blueprints.schemas import FindingIn, FindingOut, ReviewCloseIn, ReviewOut, told
from kam.blueprints.services import add_finding, close_review, open_review
from kam.people.bearer import bearer
from kam.people.policies import require
from kam.web.interface import require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["account plans"])


@router.get("/blueprints/{pk}/reviews", response=list[ReviewOut])
@surface(NOUN, "see")
def list_reviews(request: HttpRequest, pk: Pk) -> Any:
    """Return the reviews of a plan, the newest first."""
    user = asked(request)
    rows = reviews_of(user, blueprint_of(user, pk))
    return [told(user, row, ReviewOut) for row in rows]


@router.post("/blueprints/{pk}/reviews", response={201: ReviewOut})
@surface(NOUN, "change")
def post_review(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Open a meeting, or return the one that is open."""
    user = asked(request)
    plan = blueprint_of(user, pk)
    require(may_meet(user, plan.account))
    row = open_review(actor=user, blueprint=plan)
    tagged(response, row)
    return Status(201, told(user, row, ReviewOut))


@router.get("/reviews/{pk}", response=ReviewOut)
@surface(NOUN, "see")
def get_review(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one review."""
    user = asked(request)
    row = review_of(user, pk)
    tagged(response, row)
    return told(user, row, ReviewOut)


@router.get("/reviews/{pk}/findings", response=list[FindingOut])
@surface(NOUN, "see")
def list_findings(request: HttpRequest, pk: Pk) -> Any:
    """Return what came of a review."""
    user = asked(request)
    rows = findings_of(user, review_of(user, pk))
    return [told(user, row, FindingOut) for row in rows]


@router.post("/reviews/{pk}/findings", response={201: FindingOut})
@surface(NOUN, "change")
def post_finding(request: HttpRequest, pk: Pk, body: FindingIn) -> Any:
    """Write down what came of a question; a task becomes an action or a step."""
    user = asked(request)
    row = review_of(user, pk)
    require(may_meet(user, row.blueprint.account))
    return Status(201, add_finding(actor=user, review=row, draft=body.draft))


@router.post("/reviews/{pk}/close", response=ReviewOut)
@surface(NOUN, "change")
def post_close(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: ReviewCloseIn
) -> Any:
    """Close a meeting with minutes and the next day."""
    user = asked(request)
    row = review_of(user, pk)
    require(may_meet(user, row.blueprint.account))
    require_match(request, row)
    done = close_review(
        actor=user, review=row, minutes=body.minutes, next_on=body.next_on
    )
    tagged(response, done)
    return told(user, done, ReviewOut)
