"""What we do not know of an account: the ranked list, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.core.clock import today
from kam.questions.pages.lines import Line, line_of
from kam.questions.pages.panel import Bar, bar_of, told_of
from kam.questions.queries import ledger_of, people_asked
from kam.questions.rules.states import DISMISSED, KNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.people.models import User

SHOWN, MOST = 12, 60


@dataclass(frozen=True)
class QuestionsPage:
    """The page of questions of one account."""

    frame: RoomFrame
    first: Sequence[Line]
    rest: Sequence[Line]
    total: int
    hidden: int
    answered: Sequence[Line]
    dismissed: Sequence[Line]
    bar: Bar
    may_write: bool
    may_answer: bool
    new_url: str
    dismiss_url: str


def account_questions_page(user: User, account: Account) -> QuestionsPage:
    """Build the page in four statements, whatever there is."""
    day = today(user.time_zone)
    rows = people_asked(user, account, day)
    ledger = ledger_of(user, account, rows, day)
    told = told_of(user, account, rows)
    entries = ledger.open()
    lines = [line_of(told, entry) for entry in entries[:MOST]]
    return QuestionsPage(
        frame=room_frame(account, "growth"),
        first=lines[:SHOWN],
        rest=lines[SHOWN:],
        total=len(entries),
        hidden=max(0, len(entries) - MOST),
        answered=[line_of(told, e) for e in ledger.entries if e.state == KNOWN],
        dismissed=[line_of(told, e) for e in ledger.entries if e.state == DISMISSED],
        bar=bar_of(ledger.shares),
        may_write="write" in told.doors,
        may_answer="answer" in told.doors,
        new_url=reverse("questions:new", args=[account.pk]),
        dismiss_url=reverse("questions:dismiss", args=[account.pk]),
    )
