"""Cases: an opportunity from engagement to its end, a stay on a platform to the next.

A case reaches places on its way: stages, or levels of 50, 70 and 90. Each place counts
once, from the day it was first reached, and keeps the end of the whole case: so that
what is said of a place was known when it was reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kam.pipeline.terms import Outcome, Platform

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
    from datetime import date

H = TypeVar("H", bound="Hashable")
# Where a stay ends well; anywhere else it ended badly.
AHEAD = {
    Platform.MARKET: (Platform.WORKING, Platform.PURCHASE),
    Platform.WORKING: (Platform.PURCHASE,),
    Platform.PURCHASE: (),
}


class Reached(NamedTuple):
    """A place reached on a day: a stage or a level, with its size and its prior."""

    place: str
    size: str
    level: int
    day: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """Something that is won, lost or still open; `way` holds at least its last place.

    `minor` is what it is worth, in the smallest unit of its currency.
    """

    key: int
    start: date | None
    end: date | None
    outcome: str
    way: tuple[Reached, ...]
    minor: int | None = None
    currency: str = ""
    group: str = ""

    @property
    def is_open(self) -> bool:
        """Whether its end is not known."""
        return self.outcome == Outcome.OPEN

    @property
    def last(self) -> Reached:
        """Where it stands, or ended."""
        return self.way[-1]


def firsts(
    case: Case, key: Callable[[Reached], H]
) -> Iterator[tuple[H, date | None, bool]]:
    """Yield each place of a case with the day it was first reached.

    The last part says whether the case stands there now.
    """
    found: dict[H, date | None] = {}
    for one in case.way:
        found.setdefault(key(one), one.day)
    here = key(case.last)
    for place, day in found.items():
        yield place, day, place == here


@dataclass(frozen=True, slots=True)
class Placed:
    """One standing placement of an account, as a stay is read from it."""

    account: int
    platform: str
    size: str
    level: int | None
    day: date
    minor: int | None
    currency: str
    group: str


def stays_of(platform: Platform, rows: Iterable[Placed]) -> Iterator[Case]:
    """Yield the stays on a platform; rows come account by account, oldest first."""
    for _account, placed in groupby(rows, key=lambda row: row.account):
        runs = [list(run) for _p, run in groupby(placed, key=lambda row: row.platform)]
        for at, run in enumerate(runs):
            if run[0].platform == platform:
                after = runs[at + 1][0] if at + 1 < len(runs) else None
                yield _stay(platform, run, after)


def _stay(platform: Platform, run: Sequence[Placed], after: Placed | None) -> Case:
    first, last = run[0], run[-1]
    outcome = Outcome.OPEN
    if after is not None:
        won = after.platform in AHEAD[platform]
        outcome = Outcome.WON if won else Outcome.LOST
    return Case(
        key=first.account,
        start=first.day,
        end=after.day if after is not None else None,
        outcome=outcome,
        way=tuple(
            Reached(str(row.level), row.size, row.level or 0, row.day) for row in run
        ),
        minor=last.minor,
        currency=last.currency,
        group=last.group,
    )
