"""Marking a write-up (T15) complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.policies import may_edit_person
from kam.accounts.rules.writeups import LACKING_WORDS, lacking
from kam.audit import changes
from kam.core import clock
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.policies import require

if TYPE_CHECKING:
    from kam.accounts.models import Stakeholder
    from kam.people.models import User


def complete_writeup(*, actor: User | None, stakeholder: Stakeholder) -> Stakeholder:
    """Mark the write-up complete, or say what is still to find out."""
    require(may_edit_person(actor, stakeholder.account))
    missing = lacking(stakeholder.known())
    if missing:
        raise Invalid(
            mark("客户描写还不完整"),
            todo=mark("请补上标出的内容；不知道的可以先保存，作为要了解的问题"),
            fields={name: [LACKING_WORDS[name]] for name in missing},
        )
    return changes.change(
        actor=actor,
        row=stakeholder,
        wanted={"writeup_done_at": stakeholder.writeup_done_at or clock.now()},
        verb="stakeholder.complete_writeup",
    )


def reopen_writeup(*, actor: User | None, stakeholder: Stakeholder) -> Stakeholder:
    """Take `complete_writeup` back."""
    require(may_edit_person(actor, stakeholder.account))
    return changes.change(
        actor=actor,
        row=stakeholder,
        wanted={"writeup_done_at": None},
        verb="stakeholder.reopen_writeup",
    )
