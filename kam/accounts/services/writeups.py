"""Writing somebody up (T15), and marking the write-up complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.policies import may_edit_person
from kam.accounts.rules.writeups import BLOCKS, LACKING_WORDS, lacking
from kam.accounts.services.accounts import edit_account, touched
from kam.accounts.services.erased import refuse_erased
from kam.accounts.services.people import edit_stakeholder
from kam.audit import changes
from kam.core import clock
from kam.core.errors import Invalid, Stale
from kam.core.text import mark
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.accounts.models import Stakeholder
    from kam.people.models import User


ORGANISATION = frozenset(BLOCKS["organisation"])


def edit_writeup(
    *,
    actor: User | None,
    stakeholder: Stakeholder,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
    complete: bool = False,
) -> Stakeholder:
    """Change the four blocks at once; the organisation's belongs to the account.

    What somebody may not change of the account must be left as it was. With
    `complete` the write-up is also marked complete, or nothing is stored.
    """
    organisation = {n: v for n, v in wanted.items() if n in ORGANISATION}
    known = {n: v for n, v in wanted.items() if n not in ORGANISATION}
    seen = {n: v for n, v in (before or {}).items() if n in ORGANISATION}
    conflicts: dict[str, Mapping[str, object]] = {}
    with transaction.atomic():
        try:
            edit_stakeholder(
                actor=actor, stakeholder=stakeholder, wanted=known, before=before
            )
        except Stale as error:
            conflicts |= error.conflicts
        if touched(organisation, seen):
            try:
                edit_account(
                    actor=actor,
                    account=stakeholder.account,
                    wanted=organisation,
                    before=seen,
                )
            except Stale as error:
                conflicts |= error.conflicts
        if conflicts:
            raise Stale(conflicts=conflicts)
        saved = _again(stakeholder)
        return complete_writeup(actor=actor, stakeholder=saved) if complete else saved


def _again(stakeholder: Stakeholder) -> Stakeholder:
    rows = type(stakeholder).objects.select_related("account", "person")
    found: Stakeholder = rows.get(pk=stakeholder.pk)
    return found


def complete_writeup(*, actor: User | None, stakeholder: Stakeholder) -> Stakeholder:
    """Mark the write-up complete, or say what is still to find out."""
    require(may_edit_person(actor, stakeholder.account))
    refuse_erased(stakeholder.person)
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
    refuse_erased(stakeholder.person)
    return changes.change(
        actor=actor,
        row=stakeholder,
        wanted={"writeup_done_at": None},
        verb="stakeholder.reopen_writeup",
    )
