"""The day it is where somebody is, and no day after it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from kam.core import clock
from kam.core.errors import Invalid
from kam.core.text import mark

if TYPE_CHECKING:
    from kam.people.models import User

HOME = "Asia/Shanghai"
AHEAD = mark("依据不能来自将来的日子")


def today_of(actor: User | None) -> date:
    """Return the day it is where the actor is."""
    return clock.today(_place(actor))


def local_day(actor: User | None, moment: datetime) -> date:
    """Return the day of a moment where the actor is."""
    return clock.day_at(moment, _place(actor))


def _place(actor: User | None) -> str:
    return actor.time_zone if actor is not None else HOME


def require_past(
    day: object, today: date, field: str = "day", said: str = AHEAD
) -> None:
    """Refuse what was learnt on a day to come; no day is fine."""
    if isinstance(day, date) and day > today:
        raise Invalid(fields={field: [said]})
