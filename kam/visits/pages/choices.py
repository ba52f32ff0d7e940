"""Days, people and accounts that a form offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kam.accounts.queries.room import people_of as people_rows
from kam.people.grants import MANAGER
from kam.visits.queries.company import company_of
from kam.visits.queries.rows import Seen
from kam.web.templatetags.ui_dates import day_words, days_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User


@dataclass(frozen=True)
class DateChip:
    """A likely day."""

    value: date
    label: str


def date_chips(days: Iterable[date], now: date) -> tuple[DateChip, ...]:
    """Write likely days; today and tomorrow by their names."""
    return tuple(DateChip(day, _label(day, now)) for day in days)


def _label(day: date, now: date) -> str:
    distance = (day - now).days
    if distance in (0, 1):
        return days_words(distance)
    return day_words(day, weekday=True)


def people_choices(
    user: User, account: Account, also: Iterable[int] = ()
) -> list[Seen]:
    """Return who can be chosen: those already in the visit, and those still there."""
    kept = set(also)
    rows = [r for r in people_rows(user, account) if not r.has_left or r.pk in kept]
    ordered = sorted(rows, key=lambda row: row.pk not in kept)
    return [Seen(row.pk, row.name) for row in ordered]


def company_choices(able: Iterable[User], visit: Any = None) -> tuple[Seen, ...]:
    """Return who can come along: those who came already, and those who may."""
    came = company_of(visit) if visit is not None else ()
    owner_id = visit.owner_id if visit is not None else None
    offered = [Seen(one.pk, one.name) for one in able if one.pk != owner_id]
    return tuple({one.id: one for one in (*came, *offered)}.values())


def owner_choices(
    able: Iterable[User], account: Account, user: User
) -> tuple[Seen, ...]:
    """Return who can be given an action of an account, oneself first."""
    works = [
        one for one in able if one.role != MANAGER or one.team_id == account.team_id
    ]
    mine = [one for one in works if one.pk == user.pk]
    return tuple(Seen(one.pk, one.name) for one in dict.fromkeys([*mine, *works]))
