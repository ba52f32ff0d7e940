"""The pages around the forms of one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.accounts.pages.tabs import RoomFrame, room_frame

if TYPE_CHECKING:
    from kam.accounts.models import Account
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
