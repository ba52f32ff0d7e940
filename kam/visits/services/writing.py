"""Opening one visit for writing, and refusing what its state or its day forbids."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

from kam.core.errors import Invalid, Stale
from kam.core.text import mark
from kam.people.policies import require
from kam.visits.policies import may_write
from kam.visits.rules import states
from kam.visits.services.books import day_of, open_ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from kam.people.models import User
    from kam.visits.models import Visit
    from kam.visits.services.ledger import Entry, Ledger


def refuse_day(name: str, day: date | None, fault: str) -> None:
    """Refuse a day with its reason."""
    if fault and day is not None:
        raise Invalid(fields={name: [fault]})


class Locked(Invalid):
    """A submitted or cancelled visit is not written to any more."""

    code = "locked"
    usual = mark("这次拜访已经锁定，不能再改")


INSTEAD = {
    states.SUBMITTED: mark("需要更正时请写“补充”，原记录保持不变"),
    states.CANCELLED: mark("请先恢复这次拜访"),
}


def require_open(state: str) -> None:
    """Refuse to write to a record that is locked or called off."""
    if state not in states.OPEN:
        raise Locked(todo=INSTEAD[state])


def require_held(actor: User | None, visit: Visit) -> None:
    """Refuse to note what was heard at a visit whose day has not come."""
    if visit.day > day_of(actor):
        raise Invalid(
            mark("这次拜访还没到日子，记不了问过什么"),
            todo=mark("见面之后再记；提前见了，先改拜访的日期"),
        )


@contextmanager
def rewrite(
    actor: User | None,
    visit: Visit,
    *,
    days: Collection[date] = (),
    restoring: bool = False,
) -> Iterator[tuple[Ledger, Entry]]:
    """Lock a visit that may be written to, and store what the block changes."""
    require(may_write(actor, visit))
    with transaction.atomic():
        ledger = open_ledger(
            actor=actor, account_ids=[visit.account_id], days={visit.day, *days}
        )
        entry = ledger.find(visit)
        require(may_write(actor, entry.visit))
        if not restoring:
            require_open(entry.visit.state)
        elif entry.visit.state != states.CANCELLED:
            raise Locked(mark("这次拜访没有取消"))
        yield ledger, entry
        ledger.store()


def stale(entry: Entry, conflicts: Mapping[str, Mapping[str, object]]) -> Stale:
    """Return the refusal of values that somebody else changed meanwhile."""
    return Stale(conflicts=conflicts, revision=entry.visit.revision)
