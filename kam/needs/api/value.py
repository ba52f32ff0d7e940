"""Cards and the value ledger through the API."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.room import account_of
from kam.needs.models import Card, Claim
from kam.needs.policies import may_write
from kam.needs.queries.value import card_at, claim_of, move_of
from kam.needs.schemas.value import (
    CardIn,
    CardOut,
    CardPatch,
    CardQuery,
    ClaimIn,
    ClaimOut,
    ClaimPatch,
    ClaimQuery,
    MoveIn,
    MovePatch,
    card_out,
    claim_out,
)
from kam.needs.services import (
    archive_claim,
    create_claim,
    fill_card,
    move_claim,
    restore_claim,
    restore_move,
    retract_move,
)
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import entered, require
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

cards = Router(auth=bearer, tags=["cards"])
claims = Router(auth=bearer, tags=["claims"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]


@cards.get("", response=Listing[CardOut])
@surface("need", "see")
def list_cards(request: HttpRequest, query: Query[CardQuery]) -> Any:
    """List the 3C and 4C cards of visible accounts, the oldest first."""
    user = entered(request.user, "need")
    rows = Card.objects.visible_to(user)
    return paged(rows, query, ("id",), lambda row: card_out(user, row))


@cards.post("", response={201: CardOut})
@surface("need", "create")
def add_card(request: HttpRequest, response: HttpResponse, body: CardIn) -> Any:
    """Fill the cards of an account; those that are there take what is given."""
    user = entered(request.user, "need")
    account = account_of(user, body.account_id)
    row = fill_card(actor=user, account=account, wanted=body.wanted())
    tagged(response, row)
    return Status(201, card_out(user, row))


@cards.get("/{pk}", response=CardOut)
@surface("need", "see")
def read_card(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Read the cards of one account."""
    user = entered(request.user, "need")
    row = card_at(user, pk)
    tagged(response, row)
    return card_out(user, row)


@cards.patch("/{pk}", response=CardOut)
@surface("need", "change")
def change_card(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: CardPatch
) -> Any:
    """Change the cards of an account."""
    user = entered(request.user, "need")
    row = card_at(user, pk)
    require(may_write(user, row.account))
    require_match(request, row)
    wanted = body.wanted()
    before = {name: getattr(row, name) for name in wanted}
    row = fill_card(actor=user, account=row.account, wanted=wanted, before=before)
    tagged(response, row)
    return card_out(user, row)


@claims.get("", response=Listing[ClaimOut])
@surface("need", "see")
def list_claims(request: HttpRequest, query: Query[ClaimQuery]) -> Any:
    """List the claims of visible accounts that nobody put away, with their moves."""
    user = entered(request.user, "need")
    rows = Claim.objects.visible_to(user).active().prefetch_related("moves")
    return paged(
        rows, query, ("id",), lambda row: claim_out(user, row, row.moves.all())
    )


@claims.post("", response={201: ClaimOut})
@surface("need", "create")
def add_claim(request: HttpRequest, response: HttpResponse, body: ClaimIn) -> Any:
    """Write down a value that we perceive."""
    user = entered(request.user, "need")
    account = account_of(user, body.account_id)
    row = create_claim(actor=user, account=account, draft=body.draft)
    tagged(response, row)
    return Status(201, claim_out(user, row, ()))


@claims.get("/{pk}", response=ClaimOut)
@surface("need", "see")
def read_claim(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Read one claim with all its moves, those taken back too."""
    user = entered(request.user, "need")
    return _answer(user, response, pk)


@claims.patch("/{pk}", response=ClaimOut)
@surface("need", "change")
def change_claim(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: ClaimPatch
) -> Any:
    """Put a claim away with its moves, or put it back."""
    user = entered(request.user, "need")
    row = claim_of(user, pk)
    require(may_write(user, row.account))
    require_match(request, row)
    turn = archive_claim if body.archived else restore_claim
    turn(actor=user, claim=row)
    return _answer(user, response, pk)


@claims.post("/{pk}/moves", response={201: ClaimOut})
@surface("need", "change")
def add_move(request: HttpRequest, response: HttpResponse, pk: Pk, body: MoveIn) -> Any:
    """Say where a claim has come to, and what shows it."""
    user = entered(request.user, "need")
    move_claim(actor=user, claim=claim_of(user, pk), draft=body.draft)
    return Status(201, _answer(user, response, pk))


@claims.patch("/{pk}/moves/{move_pk}", response=ClaimOut)
@surface("need", "change")
def change_move(
    request: HttpRequest, response: HttpResponse, pk: Pk, move_pk: Pk, body: MovePatch
) -> Any:
    """Take a mistaken move back, or put it back."""
    user = entered(request.user, "need")
    row = move_of(user, move_pk, claim_id=pk)
    turn = retract_move if body.retracted else restore_move
    turn(actor=user, move=row)
    return _answer(user, response, pk)


def _answer(user: User, response: HttpResponse, pk: int) -> dict[str, Any]:
    row = claim_of(user, pk)
    tagged(response, row)
    return claim_out(user, row, row.moves.all())
