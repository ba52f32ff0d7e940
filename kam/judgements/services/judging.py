"""Making a judgement, and taking one back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.services import refuse_erased
from kam.audit import changes
from kam.audit.batches import create_many
from kam.core import clock
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.judgements.models import Judgement
from kam.judgements.policies import may_judge, may_retract
from kam.judgements.terms import Confidence, Source
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from kam.accounts.models import Stakeholder
    from kam.people.models import User

HOME = "Asia/Shanghai"


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
        require_past(row, today)
    return create_many(actor=actor, rows=rows, verb="judgement.judge")


def today_of(actor: User | None) -> date:
    """Return the day it is where the actor is."""
    return clock.today(actor.time_zone if actor is not None else HOME)


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


def require_past(row: Judgement, today: date) -> None:
    """Refuse evidence from days to come."""
    if row.day > today:
        raise Invalid(fields={"day": [mark("依据不能来自将来的日子")]})


def retract(*, actor: User | None, judgement: Judgement) -> Judgement:
    """Take a mistaken judgement back; it stays readable and counts no more."""
    require(may_retract(actor, judgement))
    return _turn(actor, judgement, clock.now(), "judgement.retract")


def restore(*, actor: User | None, judgement: Judgement) -> Judgement:
    """Undo `retract`."""
    require(may_retract(actor, judgement))
    refuse_erased(judgement.stakeholder.person)
    return _turn(actor, judgement, None, "judgement.restore")


def _turn(
    actor: User | None, judgement: Judgement, at: datetime | None, verb: str
) -> Judgement:
    """Take back or put back; saying the same once more changes nothing."""
    with transaction.atomic():
        row = Judgement.objects.select_for_update().get(pk=judgement.pk)
        if (row.retracted_at is None) == (at is None):
            return row
        wanted = {"retracted_at": at}
        return changes.change(actor=actor, row=row, wanted=wanted, verb=verb)
