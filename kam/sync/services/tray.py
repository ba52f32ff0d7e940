"""Everything one transaction knows and changes for the items of one author.

Items change what lies in the tray; storing it writes everything at once, whatever
the number of items. A refused item leaves no trace in it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kam.accounts.services.erased import NEXT, WHAT, WHY
from kam.audit.batches import change_many, check_row, create_many
from kam.core.errors import Invalid, KamError
from kam.core.text import mark
from kam.sync.services.known import Access
from kam.sync.services.outcomes import NoAccess
from kam.sync.services.reading import is_number
from kam.sync.terms import EnvelopeState
from kam.visits.models import Action
from kam.visits.services.people import STRANGERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from uuid import UUID

    from kam.accounts.models import Stakeholder
    from kam.core.models import Record
    from kam.judgements.models import Judgement
    from kam.people.models import User
    from kam.sync.services.known import Known
    from kam.sync.services.outcomes import Outcome
    from kam.thinking.models import Observation
    from kam.visits.models import Amendment, Promise
    from kam.visits.services.ledger import Book, Entry, Ledger


@dataclass
class Turned:
    """What a stored action or promise becomes, and the verb that names it."""

    row: Action | Promise
    values: dict[str, Any] = field(default_factory=dict)
    verb: str = ""


@dataclass
class Tray:
    """The ledger of visits, and what is written besides."""

    author: User
    known: Known
    ledger: Ledger
    is_admitted: bool = False
    entries: dict[UUID, Entry] = field(default_factory=dict)
    fresh: dict[UUID, Action | Promise] = field(default_factory=dict)
    turned: dict[UUID, Turned] = field(default_factory=dict)
    amendments: list[Amendment] = field(default_factory=list)
    opened: list[Action | Promise] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    later: list[tuple[Outcome, Callable[[], Record | None]]] = field(
        default_factory=list
    )

    @property
    def today(self) -> date:
        """The day it is where the author is."""
        return self.ledger.today

    def access(self, account_id: int | None) -> Access:
        """Say how the author reaches an account; out of reach is refused."""
        if account_id is None:
            raise NoAccess
        found = self.known.access(account_id, admitted=self.is_admitted)
        if found is Access.NONE or account_id not in self.ledger.books:
            raise NoAccess
        return found

    def reaches(self, account_id: int) -> bool:
        """Say whether the author may know that an account is there."""
        found = self.known.access(account_id, admitted=self.is_admitted)
        return found is not Access.NONE

    def book(self, entry: Entry) -> Book:
        """Return the account of a visit."""
        return self.ledger.books[entry.visit.account_id]

    def require_people(
        self, account_id: int, people: Iterable[int], within: Iterable[int] = ()
    ) -> None:
        """Refuse people of other accounts, and who was erased and did not take part."""
        rows = [self.known.people.get(pk) for pk in people]
        if any(row is None or row.account_id != account_id for row in rows):
            raise Invalid(fields={"people": [STRANGERS]})
        took_part = set(within)
        if any(row.person.is_erased for row in rows if row and row.pk not in took_part):
            raise Invalid(WHAT, fields={"people": [WHAT]}, why=WHY, todo=NEXT)

    def known_person(self, named: Any) -> Stakeholder:
        """Return somebody an item names; out of reach is as not there."""
        found = self.known.people.get(named) if is_number(named) else None
        if found is None or not self.reaches(found.account_id):
            raise Invalid(fields={"person": [mark("没有找到，或者您无权查看")]})
        return found

    def row(self, thing: UUID) -> Action | Promise | None:
        """Return an action or a promise, stored or about to be."""
        return self.fresh.get(thing) or self.known.rows.get(thing)

    def view(self, row: Action | Promise) -> dict[str, Any]:
        """Return the values of a row as the items before left them."""
        turned = self.turned.get(row.client_id)
        return {**row.values(), **(turned.values if turned else {})}

    def turn(self, row: Action | Promise, values: Mapping[str, Any], verb: str) -> None:
        """Let a row become something else."""
        if row.client_id in self.fresh:
            for name, value in values.items():
                setattr(row, name, value)
            return
        turned = self.turned.setdefault(row.client_id, Turned(row))
        turned.values |= values
        turned.verb = verb

    @contextmanager
    def trying(self, entry: Entry | None = None) -> Iterator[None]:
        """Take back what an item did to a visit when it turns out to be faulty."""
        kept = entry.snapshot() if entry is not None else None
        touched = set(self.ledger.touched)
        verb = entry.verb if entry is not None else ""
        try:
            yield
        except KamError:
            if entry is not None and kept is not None:
                entry.restore(kept)
                entry.verb = verb
            for order in set(self.ledger.touched) - touched:
                self.ledger.touched.pop(order)
            raise

    def store(self) -> None:
        """Write everything; the caller's transaction holds it together."""
        author = self.author
        self.ledger.store()
        for rows, verb in (
            ([r for r in self.opened if isinstance(r, Action)], "action.open"),
            ([r for r in self.opened if not isinstance(r, Action)], "promise.open"),
            (self.amendments, "visit.amend"),
            (self.observations, "observation.observe"),
            (self.judgements, "judgement.judge"),
        ):
            create_many(actor=author, rows=rows, verb=verb)
        self._turn_rows()
        for outcome, deed in self.later:
            self._do(outcome, deed)

    def _do(self, outcome: Outcome, deed: Callable[[], Record | None]) -> None:
        """Carry out what needs a stored visit; refused, its item is put aside."""
        try:
            with transaction.atomic():
                outcome.row = deed() or outcome.row
        except KamError as error:
            outcome.state, outcome.reason = EnvelopeState.QUARANTINED, error.code
            outcome.error = error

    def _turn_rows(self) -> None:
        verbs = {turned.verb for turned in self.turned.values()}
        for verb in sorted(verbs):
            pairs = [(t.row, t.values) for t in self.turned.values() if t.verb == verb]
            change_many(actor=self.author, pairs=pairs, verb=verb)


def checked(row: Any) -> Any:
    """Refuse a row whose fields are faulty."""
    if fault := check_row(row):
        raise fault
    return row


__all__ = ["Tray", "checked"]
