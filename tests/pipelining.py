"""What one holding may buy and has bought, built through services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kam.catalog.models import Product
from kam.catalog.services import ProductDraft, create_product
from kam.pipeline.models import Criterion, Opportunity, Placement, Reason, Stage
from kam.pipeline.services import (
    OpportunityDraft,
    PlacementDraft,
    PurchaseDraft,
    advance,
    answer_screening,
    lose,
    note_purchase,
    open_opportunity,
    place_account,
)
from tests.words import words

if TYPE_CHECKING:
    from kam.accounts.models import Account, Stakeholder
    from kam.people.models import User
    from kam.pipeline.models import Purchase, StageMove

DAY = date(2025, 1, 2)
NOUN = "opportunity"


@dataclass(frozen=True)
class Pipeline:
    """An open opportunity with its newest move, a lost one, a purchase, a place."""

    deal: Opportunity
    deal_move: StageMove
    lost_deal: Opportunity
    purchase: Purchase
    placement: Placement


def build_pipeline(name: str, person: Stakeholder, owner: User) -> Pipeline:
    """Open, move, lose and note in the owner's name."""
    account = person.account
    told = words(name, NOUN, "name", "reference")
    deal = open_opportunity(
        actor=owner, account=account, draft=OpportunityDraft(**told)
    )
    engaging = Stage.objects.get(code="engaging")
    move = advance(actor=owner, opportunity=deal, stage_id=engaging.pk)
    assert move is not None
    lost = OpportunityDraft("demo", engaged_on=DAY)
    gone = open_opportunity(actor=owner, account=account, draft=lost)
    price = Reason.objects.get(code="price")
    lose(actor=owner, opportunity=gone, day=DAY, reason_id=price.pk)
    draft = PurchaseDraft(_product().pk, DAY, 3, 5_00)
    return Pipeline(
        deal=_fresh(deal),
        deal_move=move,
        lost_deal=_fresh(gone),
        purchase=note_purchase(actor=owner, account=account, draft=draft),
        placement=_place(name, account, owner),
    )


def _place(name: str, account: Account, owner: User) -> Placement:
    budget = Criterion.objects.get(code="budget")
    answer_screening(actor=owner, account=account, answers={budget.pk: True})
    told = words(name, "placement", "note")
    draft = PlacementDraft("market", "large", likelihood=70, **told)
    place_account(actor=owner, account=account, draft=draft)
    rows = Placement.objects.current().select_related("account__team")
    return rows.get(account=account)


def _fresh(row: Opportunity) -> Opportunity:
    rows = Opportunity.objects.select_related("account__team")
    return rows.get(pk=row.pk)


def _product() -> Product:
    found = Product.objects.filter(code="PIPE").first()
    return found or create_product(actor=None, draft=ProductDraft("demo kit", "PIPE"))
