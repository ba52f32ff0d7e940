"""What a week holds, and which accounts are due in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F, Min, OuterRef, Subquery

from kam.core.errors import NotFound
from kam.core.paging import first_of
from kam.people.grants import MANAGER, REPRESENTATIVE, Reach, reach_of
from kam.people.models import User
from kam.visits.models import Rhythm, Visit
from kam.visits.queries.day import HELD
from kam.visits.queries.reading import is_hidden, listed, unread, visit_row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.visits.queries.rows import VisitRow

MOST_DUE = 60
MOST_HELD = 200
MOST_PEOPLE = 200
# A visit of the last days without a record is still to be written up, not repeated.
TO_WRITE = timedelta(days=14)


@dataclass(frozen=True)
class HeldRow:
    """A visit of the week, with the city it is in."""

    visit: VisitRow
    city: str


@dataclass(frozen=True)
class DueAccount:
    """An account that is due, how often it is visited, and what waits there."""

    id: int
    name: str
    city: str
    size: str
    last_day: date | None
    due_on: date
    elapsed: int
    interval: int
    objective: str
    ahead: date | None


def whose_week(user: User, person_id: int | None) -> tuple[User, list[User]]:
    """Return whose week is asked for, and whose one may look at; one statement.

    Whoever sees only the own days has nothing to choose.
    """
    if reach_of(user.role, "user", "see") is Reach.SELF:
        if person_id not in (None, user.pk):
            raise NotFound
        return user, []
    rows = User.objects.visible_to(user).active()
    rows = rows.filter(role__in=(REPRESENTATIVE, MANAGER)).order_by("name", "pk")
    people = list(rows.select_related("team")[:MOST_PEOPLE])
    if person_id is None:
        return user, people
    for person in people:
        if person.pk == person_id:
            return person, people
    raise NotFound


def held_rows(user: User, person: User, first: date, last: date) -> list[HeldRow]:
    """Return somebody's visits from one day to another, in their order."""
    rows = Visit.objects.visible_to(user).of(person).filter(state__in=HELD)
    rows = rows.between(first, last).annotate(place=F("account__city"))
    ordered = rows.order_by("day", F("start_time").asc(nulls_last=True), "pk")
    found = first_of(listed(ordered), MOST_HELD)
    return [HeldRow(visit_row(user, row), row.place) for row in found]


def due_accounts(
    user: User, person: User, today: date, until: date
) -> list[DueAccount]:
    """Return somebody's accounts that are due by a day, the longest waiting first."""
    ahead = (
        Visit.objects.filter(account=OuterRef("pk"), day__gte=today - TO_WRITE)
        .upcoming()
        .order_by()
        .values("account")
        .annotate(first=Min("day"))
    )
    rows = Rhythm.objects.visible_to(user).filter(due_on__lte=until)
    rows = rows.filter(account__owner=person, account__archived_at__isnull=True)
    rows = rows.annotate(
        ahead=Subquery(ahead.values("first")),
        objective=F("last_visit__next_objective"),
    )
    found = first_of(rows.order_by("due_on", "pk"), MOST_DUE)
    kept = found.select_related("account").defer(*_unread())
    return [_due(user, row, today) for row in kept]


def _unread() -> Sequence[str]:
    shown = ("account__city", "account__size_class")
    return [name for name in unread("account") if name not in shown]


def _due(user: User, row: Any, today: date) -> DueAccount:
    return DueAccount(
        id=row.account_id,
        name=row.account.name,
        city=row.account.city,
        size=row.account.size_class,
        last_day=row.last_day,
        due_on=row.due_on,
        elapsed=(today - row.due_on).days + row.interval_days,
        interval=row.interval_days,
        objective="" if is_hidden(user, "objective") else row.objective or "",
        ahead=row.ahead,
    )


def visits_to_take_back(user: User, ids: Sequence[int]) -> list[Visit]:
    """Return visible visits by their ids; an unknown one is not found."""
    rows = Visit.objects.visible_to(user).filter(pk__in=ids)
    found = list(rows.select_related("account"))
    if not found or len(found) != len(set(ids)):
        raise NotFound
    return found
