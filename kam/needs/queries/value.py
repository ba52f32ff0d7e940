"""Cards, claims and their moves, and how much of our own business we know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from kam.accounts.rules.writeups import BLOCKS
from kam.catalog.models import Product
from kam.core.errors import NotFound
from kam.needs.models import Card, Claim, ClaimMove
from kam.needs.rules.cards import OURS, THEIRS
from kam.needs.rules.ledger import state_of
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User

MOST_CLAIMS = 500
OWN_FIELDS = 3
OF_CARD = ("facts", *THEIRS)


@dataclass(frozen=True)
class MoveRow:
    """One move as the reader may read it."""

    id: int
    claim_id: int
    state: str
    evidence: str
    day: date
    author: str
    is_retracted: bool


@dataclass(frozen=True)
class ClaimRow:
    """One claim as the reader may read it; `moves` are the oldest first."""

    id: int
    text: str
    stakeholder_id: int | None
    product: str
    day: date
    author: str
    moves: Sequence[MoveRow]

    @property
    def state(self) -> str:
        """Where it stands."""
        return state_of(move.state for move in self.moves if not move.is_retracted)


def card_of(user: User, account: Account) -> Card | None:
    """Return the cards of an account, or None while nobody wrote any."""
    found: Card | None = (
        Card.objects.visible_to(user)
        .filter(account=account)
        .select_related("author")
        .first()
    )
    return found


def readable(user: User, card: Card | None) -> dict[str, str]:
    """Return what the reader may read of the cards, item by item."""
    hidden = hidden_fields(user, "need")
    names = (*OURS, *THEIRS)
    return {n: getattr(card, n) if card and n not in hidden else "" for n in names}


def claims_of(user: User, account: Account) -> list[ClaimRow]:
    """Return the active claims of an account with their moves; two statements."""
    rows = (
        Claim.objects.visible_to(user)
        .active()
        .filter(account=account)
        .annotate(product_name=F("product__name"), author_name=F("author__name"))
        .order_by("-id")[:MOST_CLAIMS]
    )
    moves: dict[int, list[MoveRow]] = {}
    for move in _moves(user, Q(claim__account=account)):
        moves.setdefault(move.claim_id, []).append(move)
    hidden = "text" in hidden_fields(user, "need")
    return [
        ClaimRow(
            id=row.pk,
            text=str(row) if hidden else row.text,
            stakeholder_id=row.stakeholder_id,
            product=row.product_name or "",
            day=row.day,
            author=row.author_name or "",
            moves=moves.get(row.pk, []),
        )
        for row in rows
    ]


def moves_of(user: User, claim: Claim) -> list[MoveRow]:
    """Return the moves of one claim, the oldest first; one statement."""
    return _moves(user, Q(claim=claim))


def _moves(user: User, which: Q) -> list[MoveRow]:
    hidden = "evidence" in hidden_fields(user, "need")
    rows = ClaimMove.objects.visible_to(user).filter(which)
    return [
        MoveRow(
            id=row.pk,
            claim_id=row.claim_id,
            state=row.state,
            evidence="" if hidden else row.evidence,
            day=row.day,
            author=row.author_name or "",
            is_retracted=row.retracted_at is not None,
        )
        for row in rows.annotate(author_name=F("author__name")).order_by("day", "id")
    ]


def claim_of(user: User, pk: int) -> Claim:
    """Return one claim in sight, or NotFound."""
    rows = Claim.objects.visible_to(user).select_related(
        "account__team", "stakeholder__person", "product"
    )
    found: Claim | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def card_at(user: User, pk: int) -> Card:
    """Return the cards of a number in sight, or NotFound."""
    found: Card = Card.objects.select_related("account__team").seen(user, pk=pk)
    return found


def move_of(user: User, pk: int, claim_id: int | None = None) -> ClaimMove:
    """Return one move in sight, or NotFound; of one claim only, if it is named."""
    rows = ClaimMove.objects.visible_to(user).select_related("claim__account__team")
    if claim_id is not None:
        rows = rows.filter(claim_id=claim_id)
    found: ClaimMove | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def business_known(account: Account, card: Card | None) -> tuple[int, int]:
    """Return how many fields about the customer say something, and of how many."""
    names = [name for name in BLOCKS["organisation"] if hasattr(account, name)]
    told = [getattr(account, name) for name in (*names, "potential_minor")]
    told += [getattr(card, name) if card else "" for name in OF_CARD]
    return sum(value not in (None, "") for value in told), len(told)


def products_known(user: User) -> tuple[int, int]:
    """Return the same of what we sell: line, use, price; one statement."""
    told = (
        Product.objects.visible_to(user)
        .active()
        .aggregate(
            every=Count("pk"),
            line=Count("pk", filter=~Q(line="")),
            summary=Count("pk", filter=~Q(summary="")),
            price=Count("pk", filter=Q(price_minor__isnull=False)),
        )
    )
    known = told["line"] + told["summary"] + told["price"]
    return known, OWN_FIELDS * told["every"]
