"""Many visits at once, by the rules of one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kam.core.bulk import BATCH, Fate, Fault, RowResult
from kam.core.text import mark
from kam.visits.services.books import open_ledger
from kam.visits.services.bulk.applying import Outcome, apply_wish
from kam.visits.services.bulk.reading import Wish, read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.bulk import BulkRow
    from kam.people.models import User
    from kam.visits.services.ledger import Ledger

CONSTRAINT = Fault("", "constraint", mark("数据库拒绝了这一行"))


def bulk_visits(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Create or update visits; results stand in the order of the rows.

    Parameters
    ----------
    actor
        Who does it; `None` is the command line.
    rows
        Typed values by column. ``account`` is an id, an `Account` or a name;
        ``owner`` a sign-in name, `User` or id; ``people`` ids, or names separated by
        ；. Further: ``client_id day start_time minutes state objective planned_ask
        fallback_ask fact insight insight_kind outcome next_objective next_day
        cancel_reason bring brought noted_reason noted_why colleagues``, and
        ``actions``, ``promises`` and ``quotes`` (`Task`, `Pledge`, `Said`), and
        ``reviewed_at``: when the record before it was read.
        An absent column leaves a stored value alone, an empty one empties it.
        Without a state, a row with an outcome is a submitted record, any other a plan.
    dry_run
        Say what would happen and write nothing; rows of one batch see each other.

    Notes
    -----
    A row meets the visit with its ``client_id``; otherwise that of the same account,
    owner, day and start time, or without a time the one with the same people, or the
    only open one of that day. Rows of one batch about the same visit are stored as one
    change. Cost: a constant number of statements for 500 rows.
    """
    results: list[RowResult] = []
    for start in range(0, len(rows), BATCH):
        results += _batch(actor, rows[start : start + BATCH], dry_run=dry_run)
    return results


def _batch(
    actor: User | None, rows: Sequence[BulkRow], *, dry_run: bool
) -> list[RowResult]:
    try:
        return _stored(actor, rows, dry_run=dry_run)
    except IntegrityError:
        if len(rows) == 1:
            return [RowResult(rows[0].number, Fate.FAILED, faults=(CONSTRAINT,))]
    return [result for row in rows for result in _batch(actor, [row], dry_run=dry_run)]


def _stored(
    actor: User | None, rows: Sequence[BulkRow], *, dry_run: bool
) -> list[RowResult]:
    with transaction.atomic():
        wishes = read_rows(actor, rows)
        sound = [w for w in wishes if not w.faults]
        ledger = open_ledger(
            actor=actor,
            account_ids={w.account_id for w in sound},
            days={w.day for w in sound if w.day},
            client_ids=[w.client_id for w in sound if w.client_id],
        )
        outcomes = [_outcome(ledger, wish) for wish in wishes]
        if not dry_run:
            ledger.store()
    return [o.result(dry_run=dry_run) for o in outcomes]


def _outcome(ledger: Ledger, wish: Wish) -> Outcome:
    if wish.faults:
        return Outcome(wish.number, Fate.FAILED, faults=wish.faults)
    return apply_wish(ledger, wish)
