"""Items before a visit: plan, look back, call off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.core.clock import now
from kam.core.errors import Invalid, KamError
from kam.sync.rules.bodies import BAD_VALUE
from kam.sync.services.applying.adding import added
from kam.sync.services.applying.places import (
    forget,
    found_entry,
    is_late,
    new_entry,
    own_entry,
    refuse_ahead,
    require_chosen,
    weighed_of,
)
from kam.sync.services.outcomes import done, to_choose
from kam.sync.services.reading import NO_DAY, shaped
from kam.sync.services.receipts import LATE
from kam.visits.rules import states
from kam.visits.services.drafts import PLAN_FIELDS, typed
from kam.visits.services.planning import cancel_entry, finish
from kam.visits.services.writing import refuse_day, require_open

if TYPE_CHECKING:
    from datetime import date

    from kam.sync.services.applying.asking import Asked
    from kam.sync.services.outcomes import Outcome
    from kam.sync.services.tray import Tray
    from kam.visits.services.ledger import Entry


REASON = "cancel_reason"


def plan(tray: Tray, asked: Asked) -> Outcome:
    """Create a plan, or change it field by field."""
    values = shaped(asked.wanted, PLAN_FIELDS)
    if found_entry(tray, asked) is None:
        return _create(tray, asked, values)
    entry = own_entry(tray, asked)
    if entry.visit.state == states.SUBMITTED:
        return added(tray, asked, entry, values)
    if conflict := closed_conflict(asked, entry, states.PLANNED):
        return to_choose(entry.visit, conflict)
    with tray.trying(entry):
        reopen(tray, asked, entry)
        weighed = weighed_of(asked, entry, values)
        _put(tray, asked, entry, weighed.chosen)
    if weighed.conflicts:
        return to_choose(entry.visit, weighed.conflicts)
    return done(entry.visit)


def _create(tray: Tray, asked: Asked, values: dict[str, Any]) -> Outcome:
    if values.get("day") is None:
        raise Invalid(fields={"day": [NO_DAY]})
    _refuse_past(tray, asked, values["day"])
    entry = new_entry(tray, asked, values, "visit.plan")
    try:
        finish(tray.ledger, entry)
    except KamError:
        forget(tray, entry)
        raise
    return done(entry.visit, reason=LATE if is_late(entry) else "")


def _refuse_past(tray: Tray, asked: Asked, day: date) -> None:
    """What was still ahead when it was written may be stored after it."""
    fault = states.plan_day_fault(day, min(asked.day, tray.today))
    refuse_day("day", day, fault)


def _put(tray: Tray, asked: Asked, entry: Entry, chosen: dict[str, Any]) -> None:
    if "day" in chosen:
        _refuse_past(tray, asked, chosen["day"])
    require_chosen(tray, entry, chosen)
    entry.put(chosen)
    refuse_ahead(tray, entry.visit.day, tray.access(entry.visit.account_id))
    finish(tray.ledger, entry)
    tray.ledger.touch(entry, "visit.edit")


def closed_conflict(asked: Asked, entry: Entry, mine: str) -> dict[str, dict[str, str]]:
    """Return the choice about a visit that was called off meanwhile."""
    if entry.visit.state != states.CANCELLED or asked.saw(states.CANCELLED):
        return {}
    seen = asked.body.base.get("state")
    before = seen if isinstance(seen, str) else states.PLANNED
    return {"state": {"before": before, "mine": mine, "theirs": states.CANCELLED}}


def reopen(tray: Tray, asked: Asked, entry: Entry) -> None:
    """Bring a visit back that its author saw called off, and goes on with."""
    if entry.visit.state != states.CANCELLED or not asked.saw(states.CANCELLED):
        return
    held = entry.visit.fact or entry.visit.outcome
    state = states.DRAFT if held else states.PLANNED
    entry.put({"state": state, "cancel_reason": ""})
    tray.ledger.touch(entry, "visit.restore")


def review(tray: Tray, asked: Asked) -> Outcome:
    """Write down that the last records were read before the visit; once is enough."""
    entry = own_entry(tray, asked)
    if entry.is_open and entry.visit.reviewed_at is None:
        entry.put({"reviewed_at": now()})
        tray.ledger.touch(entry, "visit.review")
    return done(entry.visit)


def cancel(tray: Tray, asked: Asked) -> Outcome:
    """Call a visit off."""
    entry = own_entry(tray, asked)
    reason = asked.body.further.get("reason")
    if not isinstance(reason, str | None):
        raise Invalid(fields={"cancel_reason": [BAD_VALUE]})
    told = typed({REASON: reason or ""}, frozenset({REASON}))
    if entry.visit.state == states.CANCELLED and (
        conflict := _other_reason(asked, entry, told[REASON])
    ):
        return to_choose(entry.visit, conflict)
    if entry.visit.state != states.CANCELLED:
        require_open(entry.visit.state)
    with tray.trying(entry):
        cancel_entry(tray.ledger, entry, told[REASON] or entry.visit.cancel_reason)
    return done(entry.visit)


def _other_reason(asked: Asked, entry: Entry, mine: str) -> dict[str, dict[str, Any]]:
    """Return the choice about a visit that was called off for another reason."""
    theirs, seen = entry.visit.cancel_reason, asked.body.base.get(REASON, "")
    if mine in ("", theirs) or seen == theirs:
        return {}
    return {REASON: {"before": seen, "mine": mine, "theirs": theirs}}
