"""The chain of an account, and the part of it in which one person was met."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kam.visits.models import Visit
from kam.visits.queries.reading import is_hidden, people_of, with_people
from kam.visits.rules import continuity
from kam.visits.terms import VisitState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.visits.queries.rows import Seen

LONGEST_CHAIN = 400
FIELDS = (
    "day", "state", "outcome", "objective", "next_objective", "carried_from",
    "account", "owner",
)  # fmt: skip
OPEN = (VisitState.PLANNED, VisitState.DRAFT)


@dataclass(frozen=True)
class ChainRow:
    """A visit in the chain; `why` says how it is tied to the one before it."""

    id: int
    day: date
    state: str
    outcome: str
    people: tuple[Seen, ...]
    objective: str
    owner_id: int
    note: continuity.Note = field(repr=False)
    why: continuity.Why | None = None

    @property
    def is_broken(self) -> bool:
        """Whether the link to the visit before it is missing."""
        joined = (continuity.Why.CARRIED, continuity.Why.SAME, None)
        return self.why not in joined


@dataclass(frozen=True)
class Chain:
    """The records of an account from early to late, and the visit that comes next."""

    rows: tuple[ChainRow, ...]
    rate: continuity.Rate
    coming: ChainRow | None = None
    ahead: tuple[ChainRow, ...] = ()

    @property
    def people(self) -> list[tuple[Seen, int]]:
        """Who was met how many times, the most often met first."""
        counts = Counter(seen for row in self.rows for seen in row.people)
        return counts.most_common()


def account_chain(user: User, account: Account) -> Chain:
    """Return the chain of an account in one statement."""
    rows = Visit.objects.visible_to(user).filter(account=account)
    rows = rows.exclude(state=VisitState.CANCELLED).order_by("-day", "-pk")
    found = list(with_people(rows).only(*FIELDS)[:LONGEST_CHAIN])[::-1]
    notes = [row for row in found if row.state == VisitState.SUBMITTED]
    last = (notes[-1].day, notes[-1].pk) if notes else None
    ahead = [
        row
        for row in found
        if row.state in OPEN and (last is None or (row.day, row.pk) > last)
    ]
    held = [_chain_row(user, row) for row in notes]
    return _joined(held, [_chain_row(user, row) for row in ahead])


def met_alone(chain: Chain, person: int) -> Chain:
    """Return the part of a chain in which one person was met; no statement.

    What was carried on from a visit to somebody else joins nothing here.
    """
    held, ahead = (
        [row for row in rows if any(seen.id == person for seen in row.people)]
        for rows in (chain.rows, chain.ahead)
    )
    return _joined(held, ahead, alone=True)


def _joined(
    held: Sequence[ChainRow], ahead: Sequence[ChainRow], *, alone: bool = False
) -> Chain:
    """Tie the records together, and the first of what is ahead to the last of them."""
    shown = [*held, *ahead[:1]]
    links = continuity.links([row.note for row in shown], alone=alone)
    whys = [None, *(link.why for link in links)]
    rows = [replace(row, why=why) for row, why in zip(shown, whys, strict=False)]
    return Chain(
        rows=tuple(rows[: len(held)]),
        rate=continuity.rate(links[: max(len(held) - 1, 0)]),
        coming=rows[len(held)] if ahead else None,
        ahead=tuple(ahead),
    )


def _note(row: Any) -> continuity.Note:
    return continuity.Note(
        id=row.pk,
        day=row.day,
        objective=row.objective,
        next_objective=row.next_objective,
        carried_from_id=row.carried_from_id,
    )


def _chain_row(user: User, row: Any) -> ChainRow:
    return ChainRow(
        id=row.pk,
        day=row.day,
        state=row.state,
        outcome=row.outcome,
        people=people_of(user, row),
        objective="" if is_hidden(user, "objective") else row.objective,
        owner_id=row.owner_id,
        note=_note(row),
    )
