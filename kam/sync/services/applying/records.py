"""Items at and after a visit: its record, and additions to a locked one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.core.errors import Invalid, KamError
from kam.core.text import mark
from kam.people.policies import require
from kam.sync.rules.bodies import BAD_VALUE
from kam.sync.services.applying.adding import added, write
from kam.sync.services.applying.commitments import enter_further, prepare_further
from kam.sync.services.applying.hearing import hear_later, heard_of
from kam.sync.services.applying.places import (
    forget,
    found_entry,
    is_late,
    kept_entry,
    new_entry,
    refuse_ahead,
    require_chosen,
    was_theirs,
    weighed_of,
)
from kam.sync.services.applying.plans import closed_conflict, reopen
from kam.sync.services.applying.stepping import moved_of, step_later
from kam.sync.services.known import Access
from kam.sync.services.outcomes import NoAccess, Unknown, done, to_choose
from kam.sync.services.reading import NO_DAY, shaped, told_number, told_text
from kam.sync.services.receipts import LATE
from kam.visits.models.visit import LONGEST_NOTE
from kam.visits.policies import may_write
from kam.visits.rules import states
from kam.visits.services.drafts import NOTE_FIELDS
from kam.visits.services.recording import apply_draft, apply_record

if TYPE_CHECKING:
    from kam.sync.services.applying.asking import Asked
    from kam.sync.services.outcomes import Outcome
    from kam.sync.services.tray import Tray
    from kam.visits.services.ledger import Entry


def record(tray: Tray, asked: Asked) -> Outcome:
    """Write a record, or a draft of one; it may be of a visit nobody had planned."""
    values = shaped(asked.wanted, NOTE_FIELDS)
    submit = asked.body.further.get("submit", False)
    if not isinstance(submit, bool):
        raise Invalid(fields={"submit": [BAD_VALUE]})
    if "day" in values and values["day"] is None:
        raise Invalid(fields={"day": [NO_DAY]})
    heard, moved = heard_of(asked), moved_of(asked)
    before = found_entry(tray, asked)
    with tray.trying(before):
        entry = kept_entry(tray, asked, values)
        if entry is None:
            entry, outcome = _create(tray, asked, values, submit=submit)
        else:
            outcome = _change(tray, asked, entry, values, submit=submit)
    outcome = hear_later(tray, asked, entry, outcome, heard)
    return step_later(tray, asked, entry, outcome, moved)


def _create(
    tray: Tray, asked: Asked, values: dict[str, Any], *, submit: bool
) -> tuple[Entry, Outcome]:
    told = {"day": asked.day, **values}
    entry = new_entry(tray, asked, told, "visit.record" if submit else "visit.draft")
    try:
        _finish(tray, asked, entry, submit=submit)
    except KamError:
        forget(tray, entry)
        raise
    return entry, done(entry.visit, reason=LATE if is_late(entry) else "")


def _change(
    tray: Tray, asked: Asked, entry: Entry, values: dict[str, Any], *, submit: bool
) -> Outcome:
    access = tray.access(entry.visit.account_id)
    if access is Access.OPEN:
        require(may_write(asked.author, entry.visit))
    if entry.visit.state == states.SUBMITTED:
        further = prepare_further(tray, asked, entry)
        outcome = added(tray, asked, entry, values)
        enter_further(tray, entry, further)
        return outcome
    mine = states.SUBMITTED if submit else states.DRAFT
    if conflict := closed_conflict(asked, entry, mine):
        return to_choose(entry.visit, conflict)
    reopen(tray, asked, entry)
    weighed = weighed_of(asked, entry, values)
    require_chosen(tray, entry, weighed.chosen)
    entry.put(weighed.chosen)
    refuse_ahead(tray, entry.visit.day, access)
    _finish(tray, asked, entry, submit=submit and not weighed.conflicts)
    if weighed.conflicts:
        return to_choose(entry.visit, weighed.conflicts, weighed.joined)
    reason = LATE if is_late(entry) else ""
    return done(entry.visit, merged=weighed.joined, reason=reason)


def _finish(tray: Tray, asked: Asked, entry: Entry, *, submit: bool) -> None:
    """Lock the record or keep a draft, and enter what comes with it."""
    seconds = told_number(asked.body.further, "seconds")
    prepared = prepare_further(tray, asked, entry)
    if submit:
        following = apply_record(tray.ledger, entry, acts=bool(prepared.actions))
        if following is not None and following.is_new:
            _hand_on(tray, following)
    else:
        apply_draft(tray.ledger, entry)
    enter_further(tray, entry, prepared)
    if seconds is not None and 1 <= seconds <= LONGEST_NOTE:
        entry.put({"note_seconds": seconds})


def _hand_on(tray: Tray, following: Entry) -> None:
    """Plan the next visit for whoever has the account now."""
    account_id = following.visit.account_id
    owner_id = tray.book(following).account.owner_id
    if tray.access(account_id) is not Access.OPEN and owner_id is not None:
        following.put({"owner_id": owner_id})


def amend(tray: Tray, asked: Asked) -> Outcome:
    """Add to a locked record."""
    entry = found_entry(tray, asked)
    if entry is None:
        raise Unknown
    is_own = entry.visit.owner_id == asked.author.pk
    if tray.access(entry.visit.account_id) is not Access.OPEN and not (
        is_own and was_theirs(tray, entry.visit.account_id)
    ):
        raise NoAccess
    if entry.visit.state != states.SUBMITTED:
        raise Invalid(
            mark("只有已提交的记录可以补充"), todo=mark("没有提交的记录可以直接修改")
        )
    write(tray, asked, entry, told_text(asked.body.further, "text"))
    return done(entry.visit)
