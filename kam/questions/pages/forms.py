"""The pages around the forms of one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.core.clock import today
from kam.questions.pages.lines import asked_address, text_of
from kam.questions.queries import ledger_of, people_asked

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.questions.models import Question


@dataclass(frozen=True)
class QuestionFormPage:
    """A question being written, edited or answered."""

    frame: RoomFrame
    title: str
    note: str
    draft: str
    record: str
    back_url: str


def form_page(
    account: Account, title: str, name: str, question: Question | None = None
) -> QuestionFormPage:
    """Build the page of a form; no statement."""
    return QuestionFormPage(
        frame=room_frame(account, "growth"),
        title=title,
        note=question.text if question is not None and name == "answer" else "",
        draft=name,
        record=str(question.pk) if question is not None else f"of-{account.pk}",
        back_url=reverse("questions:account", args=[account.pk]),
    )


@dataclass(frozen=True)
class AskedPage:
    """Noting that a question was asked: by itself, or opened within the list."""

    frame: RoomFrame
    note: str
    here: str
    back_url: str


def asked_page(user: User, account: Account, name: str) -> AskedPage:
    """Build the page for a question of the ledger, or raise NotFound."""
    day = today(user.time_zone)
    ledger = ledger_of(user, account, people_asked(user, account, day), day)
    return AskedPage(
        frame=room_frame(account, "growth"),
        note=text_of(ledger.named(name)),
        here=asked_address(account, name),
        back_url=reverse("questions:account", args=[account.pk]),
    )
