"""Opportunities through the API: list, open, edit, move, end, reopen."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.room import account_of
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.models import Opportunity
from kam.pipeline.policies import may_write
from kam.pipeline.queries import opportunity_of, reasons, stages
from kam.pipeline.schemas import (
    LoseIn,
    OpportunityIn,
    OpportunityOut,
    OpportunityPatch,
    OpportunityQuery,
    StageIn,
    StageMoveOut,
    WinIn,
    WordOut,
    opportunity_out,
)
from kam.pipeline.services import (
    advance,
    edit_opportunity,
    lose,
    open_opportunity,
    reopen,
    restore_opportunity,
    retract_opportunity,
    win,
)
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["opportunities"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
ORDER = ("-id",)
NOUN = "opportunity"


@router.get("", response=Listing[OpportunityOut])
@surface(NOUN, "see")
def list_opportunities(request: HttpRequest, query: Query[OpportunityQuery]) -> Any:
    """Return visible opportunities, the newest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    rows = Opportunity.objects.visible_to(user)
    return paged(rows, query, ORDER, lambda row: opportunity_out(user, row))


@router.post("", response={201: OpportunityOut})
@surface(NOUN, "create")
def create(request: HttpRequest, response: HttpResponse, body: OpportunityIn) -> Any:
    """Open an opportunity."""
    user: User = request.auth  # type: ignore[attr-defined]
    account = account_of(user, body.account_id)
    require(may_write(user, account, NOUN, "create"))
    row = open_opportunity(
        actor=user, account=account, draft=body.draft, client_id=body.client_id
    )
    tagged(response, row)
    return Status(201, opportunity_out(user, row))


@router.get("/stages", response=list[WordOut])
@surface(NOUN, "see")
def list_stages(request: HttpRequest) -> Any:
    """Return the stages of the company in their order."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    return stages()


@router.get("/reasons", response=list[WordOut])
@surface(NOUN, "see")
def list_reasons(request: HttpRequest) -> Any:
    """Return the reasons of a loss in their order."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    return reasons()


@router.get("/{pk}", response=OpportunityOut)
@surface(NOUN, "see")
def get_opportunity(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one opportunity."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = opportunity_of(user, pk)
    tagged(response, row)
    return opportunity_out(user, row)


@router.patch("/{pk}", response=OpportunityOut)
@surface(NOUN, "change")
def patch_opportunity(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: OpportunityPatch
) -> Any:
    """Edit an opportunity, take it back, or put it back."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = opportunity_of(user, pk)
    require(may_write(user, row.account, NOUN))
    require_match(request, row)
    if body.wanted:
        row = edit_opportunity(actor=user, opportunity=row, wanted=body.wanted)
    if body.retracted is not None:
        turn = retract_opportunity if body.retracted else restore_opportunity
        row = turn(actor=user, opportunity=row)
    tagged(response, row)
    return opportunity_out(user, row)


@router.get("/{pk}/moves", response=list[StageMoveOut])
@surface(NOUN, "see")
def list_moves(request: HttpRequest, pk: Pk) -> Any:
    """Return the stages and ends an opportunity reached, the oldest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    return list(opportunity_of(user, pk).moves.order_by("pk"))


@router.post("/{pk}/stage", response=OpportunityOut)
@surface(NOUN, "change")
def post_stage(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: StageIn
) -> Any:
    """Bring an open opportunity to another stage."""
    user, row = _writer(request, pk)
    advance(actor=user, opportunity=row, stage_id=body.stage_id)
    return _answer(user, response, pk)


@router.post("/{pk}/win", response=OpportunityOut)
@surface(NOUN, "change")
def post_win(request: HttpRequest, response: HttpResponse, pk: Pk, body: WinIn) -> Any:
    """Win an opportunity on a day, for a value."""
    user, row = _writer(request, pk)
    win(actor=user, opportunity=row, day=body.day, value_minor=body.value_minor)
    return _answer(user, response, pk)


@router.post("/{pk}/lose", response=OpportunityOut)
@surface(NOUN, "change")
def post_lose(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: LoseIn
) -> Any:
    """Lose an opportunity on a day, for a reason."""
    user, row = _writer(request, pk)
    lose(actor=user, opportunity=row, day=body.day, reason_id=body.reason_id)
    return _answer(user, response, pk)


@router.post("/{pk}/reopen", response=OpportunityOut)
@surface(NOUN, "change")
def post_reopen(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Take an ended opportunity up again."""
    user, row = _writer(request, pk)
    reopen(actor=user, opportunity=row)
    return _answer(user, response, pk)


def _writer(request: HttpRequest, pk: int) -> tuple[User, Opportunity]:
    user: User = request.auth  # type: ignore[attr-defined]
    row = opportunity_of(user, pk)
    require(may_write(user, row.account, NOUN))
    require_match(request, row)
    return user, row


def _answer(user: User, response: HttpResponse, pk: int) -> Any:
    row = opportunity_of(user, pk)
    tagged(response, row)
    return opportunity_out(user, row)
