"""Plans through the API: list, begin, write, submit, decide."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from kam.accounts.queries.room import account_of
from kam.blueprints.api.common import APPROVAL, NOUN, Pk, answer, asked, matched
from kam.blueprints.models import Blueprint
from kam.blueprints.policies import may_decide, may_write
from kam.blueprints.queries import blueprint_of
from kam.blueprints.queries.listing import visible
from kam.blueprints.schemas import (
    BlueprintIn,
    BlueprintOut,
    BlueprintPatch,
    BlueprintQuery,
    DecideIn,
    told,
)
from kam.blueprints.services import (
    amend_blueprint,
    approve_blueprint,
    begin_blueprint,
    edit_blueprint,
    send_back_blueprint,
    submit_blueprint,
    undo_decision,
    withdraw_blueprint,
)
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.interface import Listing, paged, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["account plans"])
ORDER = ("-id",)


def writes(user: User, row: Blueprint) -> bool:
    """Whether somebody may write a plan."""
    return may_write(user, row.account)


@router.get("", response=Listing[BlueprintOut])
@surface(NOUN, "see")
def list_blueprints(request: HttpRequest, query: Query[BlueprintQuery]) -> Any:
    """Return visible account plans, the newest first."""
    user = asked(request)
    require(may(user, NOUN, "see"))
    return paged(visible(user), query, ORDER, lambda row: told(user, row, BlueprintOut))


@router.post("", response={201: BlueprintOut})
@surface(NOUN, "create")
def create(request: HttpRequest, response: HttpResponse, body: BlueprintIn) -> Any:
    """Begin the plan of an account for a year."""
    user = asked(request)
    account = account_of(user, body.account_id)
    require(may_write(user, account, "create"))
    row = begin_blueprint(
        actor=user,
        account=account,
        year=body.year,
        fill=body.fill,
        client_id=body.client_id,
    )
    return Status(201, answer(user, response, row.pk))


@router.get("/{pk}", response=BlueprintOut)
@surface(NOUN, "see")
def get_blueprint(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one account plan."""
    user = asked(request)
    row = blueprint_of(user, pk)
    tagged(response, row)
    return told(user, row, BlueprintOut)


@router.patch("/{pk}", response=BlueprintOut)
@surface(NOUN, "change")
def patch_blueprint(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: BlueprintPatch
) -> Any:
    """Write sections, words for the customer, the next review."""
    user, row = matched(request, pk, writes)
    before = {name: getattr(row, name) for name in body.wanted}
    edit_blueprint(actor=user, blueprint=row, wanted=body.wanted, before=before)
    return answer(user, response, pk)


@router.post("/{pk}/submit", response=BlueprintOut)
@surface(NOUN, "change")
def post_submit(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Send a plan to the managers above; what they read is frozen."""
    user, row = matched(request, pk, writes)
    submit_blueprint(actor=user, blueprint=row)
    return answer(user, response, pk)


@router.post("/{pk}/withdraw", response=BlueprintOut)
@surface(NOUN, "change")
def post_withdraw(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Take a submitted plan back while nobody has decided."""
    user, row = matched(request, pk, writes)
    withdraw_blueprint(actor=user, blueprint=row)
    return answer(user, response, pk)


@router.post("/{pk}/amend", response=BlueprintOut)
@surface(NOUN, "change")
def post_amend(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Open an approved plan for changes."""
    user, row = matched(request, pk, writes)
    amend_blueprint(actor=user, blueprint=row)
    return answer(user, response, pk)


@router.post("/{pk}/approve", response=BlueprintOut)
@surface(APPROVAL, "change")
def post_approve(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: DecideIn
) -> Any:
    """Approve the version that was submitted; of two who decide one wins (409)."""
    user, row = matched(request, pk, may_decide)
    approve_blueprint(actor=user, blueprint=row, words=body.words, number=body.number)
    return answer(user, response, pk)


@router.post("/{pk}/send-back", response=BlueprintOut)
@surface(APPROVAL, "change")
def post_send_back(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: DecideIn
) -> Any:
    """Send a plan back with words."""
    user, row = matched(request, pk, may_decide)
    send_back_blueprint(actor=user, blueprint=row, words=body.words, number=body.number)
    return answer(user, response, pk)


@router.post("/{pk}/undo", response=BlueprintOut)
@surface(APPROVAL, "change")
def post_undo(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Undo one's own decision."""
    user, row = matched(request, pk, may_decide)
    undo_decision(actor=user, blueprint=row)
    return answer(user, response, pk)
