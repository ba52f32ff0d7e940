"""Drawing lines: they begin, end, and are drawn anew; none is overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.services import refuse_erased_among
from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.judgements.terms import Confidence
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.relations.models import Line
from kam.relations.policies import may_change, may_draw
from kam.relations.rules.reporting import closes_circle
from kam.relations.rules.scales import REPORTS
from kam.relations.services.common import lock, person_named
from kam.relations.terms import Strength

if TYPE_CHECKING:
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User

CIRCLE = mark("这样会绕成一圈：他会间接向自己汇报")


@dataclass(frozen=True)
class LineDraft:
    """What runs from whom to whom, how strong, how we know, and how surely."""

    from_id: int
    to_id: int
    kind: str
    evidence: str
    strength: int = Strength.MIDDLE
    day: date | None = None
    confidence: str = Confidence.MIDDLE


def draw_line(
    *, actor: User | None, draft: LineDraft, replaces: Line | None = None
) -> Line:
    """Draw a line between two people of one account."""
    row = line_of(actor, draft)
    require(may_draw(actor, row.account))
    require_past(row.day, today_of(actor))
    row.replaces = replaces
    with transaction.atomic():
        lock(row.account)
        refuse_circle(row)
        return changes.create(actor=actor, row=row, verb="line.draw")


def line_of(actor: User | None, draft: LineDraft) -> Line:
    """Build an unsaved line; both ends are in sight and in one account."""
    source = person_named(actor, draft.from_id, "from_stakeholder_id")
    target = person_named(actor, draft.to_id, "to_stakeholder_id")
    if source.account_id != target.account_id:
        said = mark("两端要在同一个客户里")
        raise Invalid(fields={"to_stakeholder_id": [said]})
    return Line(
        account=source.account,
        from_stakeholder=source,
        to_stakeholder=target,
        kind=draft.kind,
        strength=draft.strength,
        evidence=draft.evidence,
        confidence=draft.confidence,
        day=draft.day or today_of(actor),
        author=actor,
    )


def refuse_circle(row: Line) -> None:
    """Refuse a reporting line that leads back to where it begins."""
    if row.kind != REPORTS:
        return
    above = reporting_of(row.account)
    if closes_circle(above, row.from_stakeholder_id, row.to_stakeholder_id):
        raise Invalid(fields={"to_stakeholder_id": [CIRCLE]})


def may_hold(line: Line) -> bool:
    """Say whether a line may hold again: one above each, and no circle."""
    if line.kind != REPORTS:
        return True
    above, below_id = reporting_of(line.account), line.from_stakeholder_id
    circle = closes_circle(above, below_id, line.to_stakeholder_id)
    return below_id not in above and not circle


def reporting_of(account: Account) -> dict[int, int]:
    """Return to whom each person of an account reports; one statement."""
    rows = Line.objects.filter(account=account, kind=REPORTS).open()
    return dict(rows.values_list("from_stakeholder_id", "to_stakeholder_id"))


def end_line(*, actor: User | None, line: Line, on: date | None = None) -> Line:
    """Note that a line no longer holds; what it was stays."""
    require(may_change(actor, line.account))
    day = on or today_of(actor)
    require_past(day, today_of(actor))
    return changes.change(
        actor=actor, row=line, wanted={"ended_on": day}, verb="line.end"
    )


def reopen_line(*, actor: User | None, line: Line) -> Line:
    """Take `end_line` back, where nothing stands in the way."""
    require(may_change(actor, line.account))
    refuse_erased_among(line.about)
    with transaction.atomic():
        lock(line.account)
        refuse_circle(line)
        return changes.change(
            actor=actor, row=line, wanted={"ended_on": None}, verb="line.reopen"
        )


def redraw_line(*, actor: User | None, line: Line, draft: LineDraft) -> Line:
    """End a line and draw it anew: another strength, another end, newer evidence."""
    require(may_change(actor, line.account))
    day = draft.day or today_of(actor)
    if day < line.day:
        raise Invalid(fields={"day": [mark("不能早于原来那条的日期")]})
    if line.from_stakeholder_id != draft.from_id:
        raise Invalid(fields={"from_stakeholder_id": [mark("起点不能改，请另画一条")]})
    with transaction.atomic():
        lock(line.account)
        if line.ended_on is None:
            line = end_line(actor=actor, line=line, on=day)
        return draw_line(actor=actor, draft=draft, replaces=line)
