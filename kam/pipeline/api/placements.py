"""The platforms through the API: list, move, undo, the fence, and the screening."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.models import Account
from kam.accounts.queries.room import account_of
from kam.core.clock import today
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.policies import may_write
from kam.pipeline.queries.platforms import (
    book_in_force,
    fence_at,
    gate_from,
    placement_of,
    placements_matching,
    placements_of,
    screening_of,
)
from kam.pipeline.queries.words import criteria
from kam.pipeline.schemas.placements import (
    CriterionOut,
    FenceOut,
    PlacementIn,
    PlacementOut,
    PlacementQuery,
    ScreeningIn,
    ScreeningOut,
    placement_out,
)
from kam.pipeline.services import (
    answer_screening,
    lose_account,
    place_account,
    reject_account,
    take_back_placement,
)
from kam.pipeline.terms import Platform
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["placements"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
ORDER = ("-id",)
NOUN = "placement"


@router.get("", response=Listing[PlacementOut])
@surface(NOUN, "see")
def list_placements(request: HttpRequest, query: Query[PlacementQuery]) -> Any:
    """Return where the visible accounts stand now, the newest move first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    names = ("platform", "size", "level", "owner", "team", "account")
    rows = placements_matching(user, {n: getattr(query, n) for n in names})
    return paged(rows, query, ORDER, lambda row: placement_out(user, row))


@router.post("", response={201: PlacementOut})
@surface(NOUN, "create")
def create(request: HttpRequest, response: HttpResponse, body: PlacementIn) -> Any:
    """Place an account, move it, screen it out, lose it, or take it up again."""
    user: User = request.auth  # type: ignore[attr-defined]
    account = account_of(user, body.account_id)
    require(may_write(user, account, NOUN, "create"))
    row = _moved(user, account, body)
    tagged(response, row)
    return Status(201, placement_out(user, row))


def _moved(user: User, account: Account, body: PlacementIn) -> Any:
    draft = body.draft
    told: dict[str, Any] = {
        "actor": user,
        "account": account,
        "note": draft.note,
        "revisit_on": draft.revisit_on,
        "since": draft.since,
    }
    if body.platform == Platform.REJECTED:
        return reject_account(**told)
    if body.platform == Platform.LOST:
        return lose_account(**told, reason_id=draft.lost_reason_id)
    return place_account(actor=user, account=account, draft=draft)


@router.get("/criteria", response=list[CriterionOut])
@surface(NOUN, "see")
def list_criteria(request: HttpRequest) -> Any:
    """Return the criteria of the screening in their order."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    return criteria()


@router.get("/accounts/{pk}", response=list[PlacementOut])
@surface(NOUN, "see")
def list_steps(request: HttpRequest, pk: Pk) -> Any:
    """Return where an account stood, the newest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    rows = placements_of(user, account_of(user, pk))
    return [placement_out(user, row) for row in rows]


@router.get("/accounts/{pk}/fence", response=FenceOut)
@surface(NOUN, "see")
def get_fence(request: HttpRequest, pk: Pk) -> Any:
    """Return how firm the fence round a customer is."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    account = account_of(user, pk)
    return fence_at(user, account, today(user.time_zone), book_in_force())


@router.get("/accounts/{pk}/screening", response=ScreeningOut)
@surface(NOUN, "see")
def get_screening(request: HttpRequest, pk: Pk) -> Any:
    """Return the answers of an account, and what they come to."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, NOUN, "see"))
    return _screened(account_of(user, pk))


@router.post("/accounts/{pk}/screening", response=ScreeningOut)
@surface(NOUN, "create")
def post_screening(request: HttpRequest, pk: Pk, body: ScreeningIn) -> Any:
    """Answer some criteria of an account; null withdraws an answer."""
    user: User = request.auth  # type: ignore[attr-defined]
    account = account_of(user, pk)
    require(may_write(user, account, NOUN, "create"))
    told = {one.criterion_id: one.answer for one in body.answers}
    answer_screening(actor=user, account=account, answers=told)
    return _screened(account)


def _screened(account: Account) -> dict[str, Any]:
    asked = screening_of(account)
    return {
        "account_id": account.pk,
        "verdict": gate_from(asked).verdict,
        "answers": [
            {
                "criterion_id": one.pk,
                "label": one.label,
                "is_must": one.is_must,
                "answer": answer,
            }
            for one, answer in asked
        ],
    }


@router.get("/{pk}", response=PlacementOut)
@surface(NOUN, "see")
def get_placement(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one place of an account."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = placement_of(user, pk)
    tagged(response, row)
    return placement_out(user, row)


@router.post("/{pk}/undo", response={200: PlacementOut, 204: None})
@surface(NOUN, "change")
def undo(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Take back the newest step; return where the account stands now, if anywhere."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = placement_of(user, pk)
    require(may_write(user, row.account, NOUN))
    require_match(request, row)
    back = take_back_placement(actor=user, placement=row)
    if back is None:
        return Status(204, None)
    tagged(response, back)
    return placement_out(user, back)
