"""The frozen rows that the questions of this room answer with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime, time
    from uuid import UUID


@dataclass(frozen=True)
class Seen:
    """A person of a visit as the reader may know them."""

    id: int
    name: str


@dataclass(frozen=True)
class Quoted:
    """Words of the customer, and who said them as the reader may know them."""

    id: int
    stakeholder_id: int | None
    who: str
    text: str


@dataclass(frozen=True)
class NoteRow:
    """What a record says, as far as the reader may read it."""

    id: int
    day: date
    owner_name: str
    outcome: str
    fact: str
    insight: str
    next_objective: str


@dataclass(frozen=True)
class DueRow:
    """An action or a promise with its day."""

    id: int
    kind: str
    side: str
    text: str
    due_on: date
    account_id: int
    account_name: str
    owner_id: int
    owner_name: str
    person_name: str = ""
    state: str = "open"
    level: str = ""
    person_id: int | None = None
    client_id: UUID | None = None
    visit_id: int | None = None
    resource: str = ""


@dataclass(frozen=True)
class VisitRow:
    """A visit in a list, with what it carries and the last record before it."""

    id: int
    state: str
    day: date
    start_time: time | None
    minutes: int | None
    account_id: int
    account_name: str
    owner_id: int
    owner_name: str
    people: tuple[Seen, ...]
    objective: str
    carried_from_id: int | None
    carried_day: date | None
    reviewed_at: datetime | None
    outcome: str = ""
    next_day: date | None = None
    company: tuple[Seen, ...] = ()
    last: NoteRow | None = None
    promises: tuple[DueRow, ...] = ()
    came_late: bool = False

    @property
    def is_carried(self) -> bool:
        """Whether its objective derives from the record before it."""
        return self.carried_from_id is not None

    @property
    def could_carry(self) -> bool:
        """Whether the last record hands on an objective that this visit left."""
        handed = self.last.next_objective if self.last else ""
        return bool(handed) and not self.is_carried


@dataclass(frozen=True)
class DayCount:
    """How much a day holds."""

    date: date
    visits: int
    due: int


@dataclass(frozen=True)
class Coming:
    """The days ahead: how much each holds, and the visits in their order."""

    days: tuple[DayCount, ...]
    visits: tuple[VisitRow, ...]


@dataclass(frozen=True)
class RhythmRow:
    """An account that was not visited as often as agreed."""

    account_id: int
    account_name: str
    owner_name: str
    last_day: date | None
    due_on: date
    elapsed: int
    interval: int
    next_day: date | None

    @property
    def ratio(self) -> float:
        """Elapsed ÷ interval, by which the rows are ordered."""
        return self.elapsed / self.interval
