"""What is known of one holding's needs, built through services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.catalog.models import Product
from kam.catalog.services import ProductDraft, create_product
from kam.needs.services import (
    ClaimDraft,
    MoveDraft,
    ProblemDraft,
    create_claim,
    create_message,
    create_problems,
    fill_card,
    fill_place,
    move_claim,
    ready_message,
)
from tests.words import word, words

if TYPE_CHECKING:
    from kam.accounts.models import Stakeholder
    from kam.needs.models import Card, Claim, ClaimMove, Message, Place, Problem
    from kam.people.models import User

NOUN = "need"
CARD = (
    "strengths", "facts", "rivals", "solved", "cost", "convenience", "communication",
)  # fmt: skip
MESSAGE = (
    "feature", "effect", "concern", "benefit", "variant_a", "variant_b", "variant_c",
    "variant_d",
)  # fmt: skip


@dataclass(frozen=True)
class Needs:
    """A node of a tree, a cell of the grid, and a value with its move."""

    card: Card
    problem: Problem
    place: Place
    claim: Claim
    claim_move: ClaimMove
    message: Message


def build_needs(name: str, person: Stakeholder, owner: User) -> Needs:
    """Write down needs in the owner's name."""
    draft = ProblemDraft("concept", **words(name, NOUN, "name", "note"))
    account = person.account
    card = fill_card(actor=owner, account=account, wanted=words(name, NOUN, *CARD))
    worth = ClaimDraft(word(name, NOUN, "text"), stakeholder_id=person.pk)
    claim = create_claim(actor=owner, account=account, draft=worth)
    said = MoveDraft("told", word(name, NOUN, "evidence"))
    return Needs(
        card=card,
        claim=claim,
        claim_move=move_claim(actor=owner, claim=claim, draft=said),
        problem=create_problems(actor=owner, stakeholder=person, drafts=[draft])[0],
        place=build_place(name, person, owner),
        message=build_message(name, person, owner),
    )


def build_message(name: str, person: Stakeholder, owner: User) -> Message:
    """Build a message that is ready for a visit."""
    texts = words(name, NOUN, *MESSAGE)
    row = create_message(
        actor=owner, stakeholder=person, wanted={**texts, "term": "risk"}
    )
    return ready_message(actor=owner, message=row)


def build_place(name: str, person: Stakeholder, owner: User) -> Place:
    """Fill one cell of the grid; all holdings share its product."""
    draft = ProductDraft(code="GRID", name="Reagent of every grid")
    known = Product.objects.filter(code=draft.code).first()
    product = known or create_product(actor=None, draft=draft)
    said = {"potential_minor": 100, "our_share": 10, "note": word(name, NOUN, "note")}
    return fill_place(
        actor=owner, account=person.account, product_id=product.pk, wanted=said
    )
