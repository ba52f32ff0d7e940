"""The value ledger: claim, move, take a move back, put a claim away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Stakeholder
from kam.accounts.services import refuse_erased_among
from kam.audit import changes
from kam.audit.turning import put_back, take_back
from kam.catalog.models import Product
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.needs.models import Claim, ClaimMove
from kam.needs.policies import may_write
from kam.people.days import require_past, today_of
from kam.people.policies import require

if TYPE_CHECKING:
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User

ARCHIVED = "archived_at"


@dataclass(frozen=True)
class ClaimDraft:
    """A value that we perceive, for whom, by which product."""

    text: str
    stakeholder_id: int | None = None
    product_id: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class MoveDraft:
    """Where a claim has come to, and what shows it."""

    state: str
    evidence: str
    day: date | None = None


def create_claim(*, actor: User | None, account: Account, draft: ClaimDraft) -> Claim:
    """Write down a value that we perceive."""
    require(may_write(actor, account, "create"))
    today = today_of(actor)
    require_past(draft.day, today)
    require_person(account, draft.stakeholder_id)
    if draft.product_id is not None:
        Product.objects.named(actor, draft.product_id, "product_id")
    row = Claim(
        account=account,
        text=draft.text,
        stakeholder_id=draft.stakeholder_id,
        product_id=draft.product_id,
        day=draft.day or today,
        author=actor,
    )
    return changes.create(actor=actor, row=row, verb="claim.create")


def require_person(account: Account, pk: int | None) -> None:
    """Refuse a person of another account."""
    people = Stakeholder.objects.filter(account=account)
    if pk is not None and not people.filter(pk=pk).exists():
        raise Invalid(fields={"stakeholder_id": [mark("没有找到，或者您无权查看")]})
    refuse_erased_among([pk], "stakeholder_id")


def move_claim(*, actor: User | None, claim: Claim, draft: MoveDraft) -> ClaimMove:
    """Say where a claim has come to; moves are only added."""
    require(may_write(actor, claim.account))
    refuse_erased_among([claim.stakeholder_id])
    today = today_of(actor)
    require_past(draft.day, today)
    with transaction.atomic():
        held = Claim.objects.select_for_update().get(pk=claim.pk)
        if held.archived_at is not None:
            raise Invalid(fields={"state": [mark("这条主张已归档，先恢复再推进")]})
        row = ClaimMove(
            claim=claim,
            state=draft.state,
            evidence=draft.evidence,
            day=draft.day or today,
            author=actor,
        )
        return changes.create(actor=actor, row=row, verb="claimmove.create")


def retract_move(*, actor: User | None, move: ClaimMove) -> ClaimMove:
    """Take a mistaken move back; it stays readable and counts no more."""
    require(may_write(actor, move.claim.account))
    return take_back(actor=actor, row=move, verb="claimmove.retract")


def restore_move(*, actor: User | None, move: ClaimMove) -> ClaimMove:
    """Undo `retract_move`."""
    require(may_write(actor, move.claim.account))
    refuse_erased_among([move.claim.stakeholder_id])
    return put_back(actor=actor, row=move, verb="claimmove.restore")


def archive_claim(*, actor: User | None, claim: Claim) -> Claim:
    """Put a claim away with its moves."""
    require(may_write(actor, claim.account))
    return take_back(actor=actor, row=claim, verb="claim.archive", moment=ARCHIVED)


def restore_claim(*, actor: User | None, claim: Claim) -> Claim:
    """Undo `archive_claim`."""
    require(may_write(actor, claim.account))
    refuse_erased_among([claim.stakeholder_id])
    return put_back(actor=actor, row=claim, verb="claim.restore", moment=ARCHIVED)
