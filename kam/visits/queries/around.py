"""Everything read around a visit that is prepared: for one, or for many together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kam.accounts.queries.room import people_in
from kam.core.expressions import split
from kam.judgements.queries import account_standing, standings_in
from kam.needs.queries.messages import messages_in, ready_messages
from kam.probing.queries import probes_in, probes_of
from kam.questions.queries import asked_beside, ledger_of, people_asked, stored_in
from kam.visits.queries.dues import dues_in, open_dues
from kam.visits.queries.history import notes_in, past_visits
from kam.visits.queries.preparing import beside_of, colleagues_in, visits_beside
from kam.visits.rules.collision import DAYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.accounts.queries.room import PersonRow
    from kam.judgements.queries import Standing
    from kam.needs.queries.messages import MessageRow
    from kam.people.models import User
    from kam.probing.queries import Planned
    from kam.questions.queries import Ledger
    from kam.visits.queries.history import PastVisit
    from kam.visits.queries.preparing import Beside, Prepared
    from kam.visits.queries.rows import DueRow

LAST_NOTES = 3


@dataclass(frozen=True)
class Around:
    """What a preparation is written from, besides the visit itself.

    `rows` are all people of the account, `past` the records before the visit.
    """

    day: date
    rows: Sequence[PersonRow]
    past: Sequence[PastVisit]
    standing: Standing
    ledger: Ledger
    said: Sequence[MessageRow]
    beside: Sequence[Beside]
    dues: Sequence[DueRow]
    planned: Sequence[Planned]


def chosen_of(visit: Any) -> frozenset[int]:
    """Return whom an annotated visit is to meet."""
    return frozenset(int(pk) for pk in split(visit.people_ids))


def around_one(user: User, ready: Prepared, day: date) -> Around:
    """Read it for one visit; cost: eight statements."""
    visit, chosen = ready.visit, chosen_of(ready.visit)
    account = visit.account
    rows = people_asked(user, account, day)
    standing = account_standing(user, account, day)
    met = frozenset(row.pk for row in rows if row.pk in chosen)
    return Around(
        day=day,
        rows=rows,
        past=past_visits(user, account, before=visit, limit=LAST_NOTES),
        standing=standing,
        ledger=ledger_of(user, account, rows, day, ready.settings, standing),
        said=ready_messages(user, account, met),
        beside=visits_beside(user, visit, met, int(ready.settings[DAYS.key])),
        dues=open_dues(user, account),
        planned=probes_of(user, visit.client_id, day),
    )


@dataclass(frozen=True)
class Together:
    """What was read of several accounts at once, by account."""

    day: date
    people: Mapping[int, Sequence[PersonRow]]
    notes: Mapping[int, Sequence[PastVisit]]
    standings: Mapping[int, Standing]
    stored: Mapping[int, Sequence[Any]]
    said: Sequence[MessageRow]
    dues: Sequence[DueRow]


def read_together(user: User, accounts: Sequence[Account], day: date) -> Together:
    """Read it for several accounts; cost: six statements."""
    keys = [account.pk for account in accounts]
    return Together(
        day=day,
        people=people_in(user, accounts, asked_beside(user, day)),
        notes=notes_in(user, keys, 2 * LAST_NOTES),
        standings=standings_in(user, keys, day),
        stored=stored_in(user, keys),
        said=messages_in(user, keys),
        dues=dues_in(user, keys),
    )


def around_many(
    user: User, visits: Sequence[Prepared], together: Together
) -> list[Around]:
    """Put together what each of one's own visits needs; cost: two statements."""
    if not visits:
        return []
    days = sorted(ready.visit.day for ready in visits)
    accounts = {ready.visit.account_id for ready in visits}
    apart = int(visits[0].settings[DAYS.key])
    beside = colleagues_in(user, accounts, (days[0], days[-1]), apart)
    planned = probes_in(user, [r.visit.client_id for r in visits], together.day)
    return [_around(user, r, together, beside, planned) for r in visits]


def _around(
    user: User,
    ready: Prepared,
    together: Together,
    beside: Sequence[Beside],
    planned: Mapping[Any, Sequence[Planned]],
) -> Around:
    visit, day = ready.visit, together.day
    account, pk = visit.account, visit.account_id
    rows, standing = together.people[pk], together.standings[pk]
    chosen = chosen_of(visit)
    met = frozenset(row.pk for row in rows if row.pk in chosen)
    settings, stored = ready.settings, together.stored[pk]
    return Around(
        day=day,
        rows=rows,
        past=_before(visit, together.notes[pk]),
        standing=standing,
        ledger=ledger_of(user, account, rows, day, settings, standing, stored),
        said=[row for row in together.said if row.stakeholder_id in met],
        beside=beside_of(visit, met, beside, int(settings[DAYS.key])),
        dues=[row for row in together.dues if row.account_id == pk],
        planned=planned[visit.client_id],
    )


def _before(visit: Any, notes: Sequence[PastVisit]) -> list[PastVisit]:
    here = (visit.day, visit.pk)
    return [note for note in notes if (note.day, note.id) < here][:LAST_NOTES]
