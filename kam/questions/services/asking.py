"""Noting that a question was asked, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.audit import changes
from kam.audit.turning import take_back
from kam.core.text import mark
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.questions.models import Asking
from kam.questions.policies import may_answer
from kam.questions.services.writing import require_people

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.questions.models import Question


def note_asked(
    *,
    actor: User | None,
    question: Question,
    day: date | None = None,
    stakeholder_id: int | None = None,
    answered: bool = False,
) -> Asking:
    """Note that somebody of us asked on a day, whom, and whether an answer came."""
    require(may_answer(actor, question.account))
    require_people(question.account, (stakeholder_id,))
    today = today_of(actor)
    require_past(day, today, said=mark("不能记将来的提问"))
    row = Asking(
        question=question,
        user=actor,
        stakeholder_id=stakeholder_id,
        day=day or today,
        answered=answered,
    )
    return changes.create(actor=actor, row=row, verb="question.ask")


def retract_asking(*, actor: User | None, asking: Asking) -> Asking:
    """Take back an asking noted by mistake; it counts no more."""
    require(may_answer(actor, asking.question.account))
    return take_back(actor=actor, row=asking, verb="question.unask")
