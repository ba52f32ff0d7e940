"""⑤⑥ of the one page as plain values: the way from A to B, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.core.money import Money
    from kam.plans.pages.sums import Beside


@dataclass(frozen=True)
class Meeting:
    """A visit that is to move a step, or did; `moved` says that it did."""

    words: str
    url: str
    outcome: str
    moved: bool
    link: int
    may_finish: bool
    is_past: bool


@dataclass(frozen=True)
class BookingMark:
    """A resource asked for or booked for a step."""

    name: str
    days: str
    state: str
    tone: str
    url: str


@dataclass(frozen=True)
class StepCard:
    """⑤⑥ One increment: what, from where to where, who, by when, with what, the sign.

    `number` counts the steps that are kept; a dropped one has 0. `doors` are the
    addresses of what may be done with it.
    """

    pk: int
    revision: int
    number: int
    what: str
    kind: str
    kind_label: str
    before: int | None
    after: int | None
    move: str
    state: str
    state_label: str
    tone: str
    is_next: bool
    owner: str
    due: date | None
    late: str
    is_late: bool
    done_on: date | None
    resource: str
    sign: str
    planned: Money | None
    spent: Money | None
    share: int
    sources: Sequence[str]
    waits_for: str
    reason: str
    missing: Sequence[str]
    meetings: Sequence[Meeting]
    is_first: bool = False
    is_last: bool = False
    before_place: int = 0
    after_place: int = 0
    bookings: Sequence[BookingMark] = ()
    anew_url: str = ""
    doors: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == "open"


@dataclass(frozen=True)
class Tread:
    """One tread of the staircase from A to B, drawn in a box of 100 by 40."""

    x: float
    y: float
    width: float
    height: float
    label: str
    kind: str

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True)
class Place:
    """A or B: the stage, and its words."""

    letter: str
    stage: int
    label: str
    words: str
    note: str


@dataclass(frozen=True)
class WayPart:
    """⑤ From A to B, ⑥ with which resources; and what it costs.

    `cost` is what an increment gained has cost, None until one is gained. `others`
    are the bookings in other currencies, which no sum holds.
    """

    a: Place
    b: Place
    steps: Sequence[StepCard]
    dropped: Sequence[StepCard]
    planned: Money
    spent: Money
    cost: Money | None
    budget: Money | None
    is_over: bool
    others: Sequence[Beside] = ()
    treads: Sequence[Tread] = ()

    @property
    def places(self) -> tuple[Place, Place]:
        """A and B."""
        return self.a, self.b
