"""Making a judgement, and taking one back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.accounts.services import refuse_erased
from kam.audit import changes
from kam.audit.batches import create_many
from kam.audit.turning import put_back, take_back
from kam.judgements.models import Judgement
from kam.judgements.policies import may_judge, may_retract
from kam.judgements.terms import Confidence, Source
from kam.people.days import require_past, today_of
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.accounts.models import Stakeholder
    from kam.people.models import User


@dataclass(frozen=True)
class Opinion:
    """A value that somebody of us holds true, and why."""

    aspect: str
    value: int
    evidence: str
    source: str = Source.SEEN
    confidence: str = Confidence.MIDDLE
    day: date | None = None
    product_id: int | None = None
    side: str = ""


def judge(
    *, actor: User | None, stakeholder: Stakeholder, opinions: Sequence[Opinion]
) -> list[Judgement]:
    """Write down what is held to be true of somebody; what was held before stays.

    All of the opinions are stored, or none.
    """
    require(may_judge(actor, stakeholder.account))
    refuse_erased(stakeholder.person)
    today = today_of(actor)
    rows = [row_of(actor, stakeholder, opinion, today) for opinion in opinions]
    for row in rows:
        changes.check(row)
        require_past(row.day, today)
    return create_many(actor=actor, rows=rows, verb="judgement.judge")


def row_of(
    actor: User | None, stakeholder: Stakeholder, opinion: Opinion, today: date
) -> Judgement:
    """Build an unsaved judgement."""
    return Judgement(
        account=stakeholder.account,
        stakeholder=stakeholder,
        product_id=opinion.product_id,
        aspect=opinion.aspect,
        side=opinion.side,
        value=opinion.value,
        evidence=opinion.evidence,
        source=opinion.source,
        confidence=opinion.confidence,
        day=opinion.day or today,
        author=actor,
    )


def retract(*, actor: User | None, judgement: Judgement) -> Judgement:
    """Take a mistaken judgement back; it stays readable and counts no more."""
    require(may_retract(actor, judgement))
    return take_back(actor=actor, row=judgement, verb="judgement.retract")


def restore(*, actor: User | None, judgement: Judgement) -> Judgement:
    """Undo `retract`."""
    require(may_retract(actor, judgement))
    refuse_erased(judgement.stakeholder.person)
    return put_back(actor=actor, row=judgement, verb="judgement.restore")
