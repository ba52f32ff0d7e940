"""What we do not know of an account, as the room shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.words import layer_label
from kam.accounts.policies import may_add_person, may_edit_account
from kam.accounts.rules.unknowns import Somebody, Unknown, unknowns
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.accounts.queries.room import PersonRow
    from kam.people.models import User

SHOWN = 5
MOST = 40


@dataclass(frozen=True)
class Question:
    """One open question with the place where its answer is written."""

    text: str
    note: str
    url: str


@dataclass(frozen=True)
class Questions:
    """The open questions, the weightiest first."""

    first: Sequence[Question]
    rest: Sequence[Question]
    total: int


def questions_of(user: User, account: Account, rows: Sequence[PersonRow]) -> Questions:
    """Build the list from loaded rows."""
    people = [Somebody(row.pk, row.name, row.known) for row in rows if not row.has_left]
    found = unknowns(account.values(), people)
    rights = {"edit": may_edit_account, "add": may_add_person}
    doors = frozenset(name for name, may in rights.items() if may(user, account))
    shown = [_question(account, one, doors) for one in found[:MOST]]
    return Questions(shown[:SHOWN], shown[SHOWN:], len(found))


def _question(account: Account, unknown: Unknown, doors: frozenset[str]) -> Question:
    return Question(
        text=say(unknown.text, {"who": unknown.who}),
        note=_note(unknown),
        url=_place(account, unknown, doors),
    )


def _note(unknown: Unknown) -> str:
    impact = {
        "high": gettext("影响高"),
        "middle": gettext("影响中"),
        "low": gettext("影响低"),
    }[unknown.impact]
    if unknown.person_id is None and not unknown.layer:
        return impact
    return f"{impact} · {layer_label(unknown.layer)}"


def _place(account: Account, unknown: Unknown, doors: frozenset[str]) -> str:
    """Return where the answer is written, if this person may write it there."""
    if unknown.person_id is not None:
        page = reverse("accounts:person", args=[unknown.person_id])
        return f"{page}#id_{unknown.field}"
    if unknown.layer and "add" not in doors:
        return ""
    if unknown.layer:
        page = reverse("accounts:person-new", args=[account.pk])
        return f"{page}?layer={unknown.layer}"
    if "edit" not in doors:
        return ""
    page = reverse("accounts:edit", args=[account.pk])
    return f"{page}#id_{unknown.field}"
