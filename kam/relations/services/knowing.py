"""Who of us knows whom: noted with evidence, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.judgements.terms import Confidence
from kam.people.days import require_past, today_of
from kam.people.models import User
from kam.people.policies import require
from kam.relations.models import Tie
from kam.relations.policies import may_draw
from kam.relations.queries import our_side
from kam.relations.services.common import person_named

if TYPE_CHECKING:
    from datetime import date

    from kam.accounts.models import Account


@dataclass(frozen=True)
class TieDraft:
    """Who of us knows whom, how well, how well we want to, how we know, how surely."""

    stakeholder_id: int
    colleague_id: int
    level: int
    wanted: int
    evidence: str
    day: date | None = None
    confidence: str = Confidence.MIDDLE


def note_tie(*, actor: User | None, draft: TieDraft) -> Tie:
    """Note how well one of us knows somebody; what was noted before stays."""
    row = tie_of(actor, draft)
    require(may_draw(actor, row.account))
    require_past(row.day, today_of(actor))
    return changes.create(actor=actor, row=row, verb="tie.note")


def tie_of(actor: User | None, draft: TieDraft) -> Tie:
    """Build an unsaved tie; both ends are in sight."""
    stakeholder = person_named(actor, draft.stakeholder_id, "stakeholder_id")
    return Tie(
        account=stakeholder.account,
        stakeholder=stakeholder,
        colleague=_colleague(actor, stakeholder.account, draft.colleague_id),
        level=draft.level,
        wanted=draft.wanted,
        evidence=draft.evidence,
        confidence=draft.confidence,
        day=draft.day or today_of(actor),
        author=actor,
    )


def _colleague(actor: User | None, account: Account, pk: int) -> User:
    rows = User.objects.active() if actor is None else our_side(actor, account)
    found: User | None = rows.filter(pk=pk).first()
    if found is None:
        raise Invalid(fields={"colleague_id": [mark("没有找到，或者您无权查看")]})
    return found
