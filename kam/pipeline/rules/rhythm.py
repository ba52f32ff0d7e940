"""The rhythm of a customer's purchases: first, last, usual gap, and what follows.

A month with any purchase is one order month. The usual gap is the median number of
months between two order months that follow each other.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from kam.pipeline.rules.limits import USUAL, Limits
from kam.pipeline.terms import Pace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Rhythm:
    """How purchases go on, as seen on a day."""

    months: int = 0
    first: date | None = None
    last: date | None = None
    usual_gap: float | None = None
    since: int | None = None
    due: date | None = None
    pace: str = Pace.NONE

    @property
    def is_stopped(self) -> bool:
        """Whether nothing was purchased for longer than the company waits."""
        return self.pace == Pace.STOPPED


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_between(first: date, last: date) -> int:
    """Return how many months lie from one month to another."""
    return (last.year - first.year) * MONTHS_A_YEAR + last.month - first.month


def months_later(day: date, months: int) -> date:
    """Return the first day of the month that comes some months later."""
    place = day.year * MONTHS_A_YEAR + day.month - 1 + months
    return day.replace(
        year=place // MONTHS_A_YEAR, month=place % MONTHS_A_YEAR + 1, day=1
    )


def rhythm_of(days: Iterable[date], today: date, limits: Limits = USUAL) -> Rhythm:
    """Read the rhythm from the months of purchases; months to come do not count yet."""
    months = sorted({month for day in days if (month := month_of(day)) <= today})
    if not months:
        return Rhythm()
    first, last = months[0], months[-1]
    gaps = [months_between(a, b) for a, b in pairwise(months)]
    usual = float(median(gaps)) if gaps else None
    known = usual if usual is not None and len(months) >= limits.enough else None
    return Rhythm(
        months=len(months),
        first=first,
        last=last,
        usual_gap=usual,
        since=months_between(last, month_of(today)),
        due=None if known is None else months_later(last, round(known)),
        pace=_pace(last, known, today, limits),
    )


def _pace(last: date, usual: float | None, today: date, limits: Limits) -> str:
    if today > month_end(last) + timedelta(days=limits.loss_days):
        return Pace.STOPPED
    if usual is None:
        return Pace.FEW
    since = months_between(last, month_of(today))
    return Pace.LATE if since > usual * limits.late_factor else Pace.STEADY
