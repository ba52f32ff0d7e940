"""The day of the person who writes, and no day after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core import clock
from kam.core.errors import Invalid
from kam.core.text import mark

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User

HOME = "Asia/Shanghai"


def today_of(actor: User | None) -> date:
    """Return the day it is where the actor is."""
    return clock.today(actor.time_zone if actor is not None else HOME)


def require_past(day: object, today: date) -> None:
    """Refuse what was learnt on a day to come."""
    if day is not None and day > today:  # type: ignore[operator]
        raise Invalid(fields={"day": [mark("依据不能来自将来的日子")]})
