"""Judgements through the API: list, make, take back."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.room import stakeholder_of
from kam.catalog.queries import require_product
from kam.judgements.models import Judgement
from kam.judgements.policies import may_judge, may_retract
from kam.judgements.queries import judgement_of
from kam.judgements.schemas import (
    JudgementIn,
    JudgementOut,
    JudgementPatch,
    JudgementQuery,
    judgement_out,
)
from kam.judgements.services import judge, restore, retract
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["judgements"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
ORDER = ("-day", "-id")


@router.get("", response=Listing[JudgementOut])
@surface("judgement", "see")
def list_judgements(request: HttpRequest, query: Query[JudgementQuery]) -> Any:
    """Return visible judgements, the newest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "judgement", "see"))
    rows = Judgement.objects.visible_to(user)
    return paged(rows, query, ORDER, lambda row: judgement_out(user, row))


@router.post("", response={201: JudgementOut})
@surface("judgement", "create")
def create_judgement(
    request: HttpRequest, response: HttpResponse, body: JudgementIn
) -> Any:
    """Judge somebody; what was held before stays."""
    user: User = request.auth  # type: ignore[attr-defined]
    stakeholder = stakeholder_of(user, body.stakeholder_id)
    require(may_judge(user, stakeholder.account))
    require_product(user, body.product_id)
    row = judge(actor=user, stakeholder=stakeholder, opinions=[body.opinion])[0]
    tagged(response, row)
    return Status(201, judgement_out(user, row))


@router.get("/{pk}", response=JudgementOut)
@surface("judgement", "see")
def get_judgement(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one judgement."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = judgement_of(user, pk)
    tagged(response, row)
    return judgement_out(user, row)


@router.patch("/{pk}", response=JudgementOut)
@surface("judgement", "delete")
def patch_judgement(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: JudgementPatch
) -> Any:
    """Take a judgement back, or put it back."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = judgement_of(user, pk)
    require(may_retract(user, row))
    require_match(request, row)
    turn = retract if body.retracted else restore
    row = turn(actor=user, judgement=row)
    tagged(response, row)
    return judgement_out(user, row)
