"""What of visits is due for one person, and what is late in a team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Min

from kam.core.paging import first_of
from kam.notices.sources import MOST
from kam.visits.models import Action, Promise, Visit
from kam.visits.queries.dues import read_dues
from kam.visits.queries.reading import visit_rows

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.visits.queries.rows import DueRow, VisitRow


@dataclass(frozen=True)
class LateRow:
    """Who of a team has open things whose day has passed, how many, since when."""

    owner_id: int
    owner_name: str
    number: int
    first: date


def own_dues(user: User, until: date) -> list[DueRow]:
    """Return one's own open actions and promises up to a day; one statement."""
    promises, actions = (
        first_of(
            model.objects.visible_to(user)
            .filter(owner=user, due_on__lte=until)
            .open()
            .order_by("due_on", "pk"),
            MOST,
        )
        for model in (Promise, Action)
    )
    return read_dues(user, promises, actions)[:MOST]


def own_notes(user: User, day: date) -> list[VisitRow]:
    """Return one's own visits before a day without a record; two statements."""
    waiting = Visit.objects.visible_to(user).filter(owner=user, day__lt=day).upcoming()
    return visit_rows(user, first_of(waiting.order_by("day", "pk"), MOST))


def late_in_team(user: User, day: date) -> list[LateRow]:
    """Return who else of a manager's team lets things slip; one statement."""
    promises, actions = (
        model.objects.visible_to(user)
        .exclude(owner=user)
        .open()
        .due_before(day)
        .order_by()
        .values("owner_id", "owner__name")
        .annotate(n=Count("pk"), first=Min(F("due_on")))
        .values_list("owner_id", "owner__name", "n", "first")
        for model in (Promise, Action)
    )
    return _summed(list(promises.union(actions, all=True)))


def _summed(rows: list[tuple[int, str, int, date]]) -> list[LateRow]:
    found: dict[int, LateRow] = {}
    for owner_id, name, n, first in rows:
        known = found.get(owner_id)
        found[owner_id] = LateRow(
            owner_id,
            name,
            n + (known.number if known else 0),
            min(first, known.first) if known else first,
        )
    return sorted(found.values(), key=lambda row: (row.first, row.owner_id))[:MOST]
