"""Writing a question down, editing it, answering it, and setting it aside."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Stakeholder
from kam.accounts.services import refuse_erased_among
from kam.audit import changes
from kam.audit.turning import put_back, take_back
from kam.core import clock
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.judgements.terms import Source
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.queries import setting
from kam.questions.models import Question
from kam.questions.policies import may_answer, may_question
from kam.questions.queries.words import words_of
from kam.questions.rules.worth import EXPIRES_AFTER
from kam.questions.terms import Impact
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.questions.queries import Entry

EDITABLE = frozenset({"text", "why", "impact", "stakeholder_id", "other_id"})
LONGEST = 300
DISMISSED = "dismissed_at"
ANSWERED_AHEAD = mark("答案不能来自将来的日子")


@dataclass(frozen=True)
class Draft:
    """A question of somebody's own."""

    text: str
    why: str = ""
    impact: str = Impact.MIDDLE
    stakeholder_id: int | None = None
    other_id: int | None = None


@dataclass(frozen=True)
class Reply:
    """What was learned, how, when, and how long it holds."""

    answer: str
    source: str = Source.TOLD
    day: date | None = None
    expires_on: date | None = None


def create_question(*, actor: User | None, account: Account, draft: Draft) -> Question:
    """Write a question of one's own down."""
    require(may_question(actor, account))
    require_people(account, (draft.stakeholder_id, draft.other_id))
    row = Question(account=account, author=actor, **asdict(draft))
    return changes.create(actor=actor, row=row, verb="question.create")


def require_people(account: Account, wanted: tuple[int | None, ...]) -> None:
    """Refuse somebody who is not in the account, as one who is not there."""
    asked = {pk for pk in wanted if pk is not None}
    rows = Stakeholder.objects.filter(account=account, pk__in=asked)
    if asked and rows.count() != len(asked):
        raise Invalid(fields={"stakeholder_id": [mark("没有找到，或者您无权查看")]})
    refuse_erased_among(asked, "stakeholder_id")


def store_gap(*, actor: User | None, account: Account, entry: Entry) -> Question:
    """Store a question found from what is missing, once; return the stored row."""
    require(may_question(actor, account))
    gap = entry.gap
    if entry.pk is not None or gap is None:
        return Question.objects.select_related("account__team").get(pk=entry.pk)
    with transaction.atomic():
        account = (
            type(account).objects.select_for_update(of=("self",)).get(pk=account.pk)
        )
        known = Question.objects.filter(account=account, key=gap.key).first()
        if known is not None:
            return known
        row = Question(
            account=account,
            key=gap.key,
            text=words_of(gap)[:LONGEST],
            why=say(gap.why),
            impact=entry.level,
            stakeholder_id=gap.person_id,
            author=actor,
        )
        return changes.create(actor=actor, row=row, verb="question.create")


def edit_question(
    *,
    actor: User | None,
    question: Question,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Question:
    """Edit what is asked, why, and who could answer."""
    require(may_answer(actor, question.account))
    changes.refuse_unknown(wanted, EDITABLE)
    named = {wanted.get(name) for name in ("stakeholder_id", "other_id")}
    fresh = named - {question.stakeholder_id, question.other_id}
    require_people(question.account, tuple(fresh))  # type: ignore[arg-type]
    return changes.change(
        actor=actor, row=question, wanted=wanted, verb="question.edit", before=before
    )


def answer_question(
    *,
    actor: User | None,
    question: Question,
    reply: Reply,
    before: Mapping[str, object] | None = None,
) -> Question:
    """Write down what was learned; without a day of expiry the usual time holds."""
    require(may_answer(actor, question.account))
    today = today_of(actor)
    day = reply.day or today
    require_past(day, today, "answered_on", ANSWERED_AHEAD)
    if not reply.answer.strip():
        raise Invalid(fields={"answer": [mark("请写答案")]})
    usual = day + timedelta(days=int(setting(EXPIRES_AFTER.key)))
    wanted = {
        "answer": reply.answer,
        "source": reply.source,
        "answered_on": day,
        "expires_on": reply.expires_on or min(usual, clock.LATEST_DAY),
        "dismissed_at": None,
    }
    return changes.change(
        actor=actor, row=question, wanted=wanted, verb="question.answer", before=before
    )


def unanswer_question(*, actor: User | None, question: Question) -> Question:
    """Undo `answer_question`; what it said stays in the history."""
    require(may_answer(actor, question.account))
    wanted = {"answer": "", "source": "", "answered_on": None, "expires_on": None}
    return changes.change(
        actor=actor, row=question, wanted=wanted, verb="question.unanswer"
    )


def dismiss_question(*, actor: User | None, question: Question) -> Question:
    """Set a question aside; it is not proposed any more."""
    require(may_answer(actor, question.account))
    return take_back(
        actor=actor, row=question, verb="question.dismiss", moment=DISMISSED
    )


def restore_question(*, actor: User | None, question: Question) -> Question:
    """Undo `dismiss_question`."""
    require(may_answer(actor, question.account))
    return put_back(
        actor=actor, row=question, verb="question.restore", moment=DISMISSED
    )
