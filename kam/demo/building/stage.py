"""Where the script is played: the day, the moments, the people on stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kam.core.bulk import BulkRow, Fate
from kam.people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kam.core.bulk import RowResult

PLACE = ZoneInfo("Asia/Shanghai")
MONTHS_18 = 548
DAYS_BEFORE = 20
EVENING = time(18, 5)
MORNING = time(8, 30)


class ScriptError(Exception):
    """The script asks for something that a verb refuses; the company is not built."""


@dataclass
class Stage:
    """What the building of one company shares; `only` limits whose diary is played."""

    today: date
    real: datetime
    only: frozenset[str] | None = None
    people: dict[str, User] = field(default_factory=dict)
    vacancy: tuple[date, date] = (date.max, date.max)

    @property
    def opening(self) -> date:
        """The day the company begins to use the product."""
        return self.today - timedelta(days=MONTHS_18 + DAYS_BEFORE)

    def moment(self, day: date, clock: time = EVENING) -> datetime:
        """Return a moment of a day, never one that has not come yet."""
        return min(datetime.combine(day, clock, PLACE), self.real)

    def meet(self) -> None:
        """Read our people once; verbs are told who acts."""
        self.people = {user.username: user for user in User.objects.all()}


def rows_of(values: Iterable[Mapping[str, object]]) -> list[BulkRow]:
    """Number the rows for a bulk verb."""
    return [BulkRow(number, one) for number, one in enumerate(values, 1)]


def taken(results: Iterable[RowResult]) -> list[int]:
    """Return the ids of what a bulk verb stored; a refused row stops the building."""
    ids = []
    for result in results:
        if result.fate is Fate.FAILED or result.object_id is None:
            message = f"row {result.number}: {result.faults}"
            raise ScriptError(message)
        ids.append(result.object_id)
    return ids
