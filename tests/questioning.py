"""A question of the small company: written down, asked and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.questions.services import (
    Draft,
    Reply,
    answer_question,
    create_question,
    note_asked,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.accounts.models import Stakeholder
    from kam.people.models import User
    from kam.questions.models import Question


def build_question(
    told: Mapping[str, str], person: Stakeholder, owner: User
) -> Question:
    """Write a question down, ask it and answer it in the owner's name."""
    row = create_question(
        actor=owner,
        account=person.account,
        draft=Draft(told["text"], told["why"], stakeholder_id=person.pk),
    )
    note_asked(actor=owner, question=row, stakeholder_id=person.pk)
    return answer_question(actor=owner, question=row, reply=Reply(told["answer"]))
