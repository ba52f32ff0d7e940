"""What the preparation of a visit reads besides its account's rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from kam.core.clock import EARLIEST_DAY, LATEST_DAY
from kam.judgements.queries import products_beside, products_from
from kam.people.queries import settings_beside, settings_from
from kam.probing.queries import levels_beside, levels_from
from kam.thinking.queries import own_beside, own_from
from kam.visits.models import Visit, VisitPerson
from kam.visits.queries.reading import people_of, with_people

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, time

    from kam.core.settings_book import Value
    from kam.people.models import User
    from kam.visits.queries.rows import Seen

MOST_BESIDE = 10


@dataclass(frozen=True)
class Prepared:
    """A visit with what its preparation is worked out from.

    `products` are those that something is judged about at the account; `own` is how
    the reader prefers to think, None where they never said so; `levels` are those of
    the flow that were answered at other meetings.
    """

    visit: Visit
    settings: Mapping[str, Value]
    products: Mapping[int, str]
    own: Mapping[str, float] | None
    levels: Sequence[int]


def visit_to_prepare(user: User, pk: int, *keys: str) -> Prepared:
    """Return one visible visit and what stands beside it; one statement."""
    rows = with_people(Visit.objects.all()).select_related(
        "account", "owner", "carried_from"
    )
    found = rows.annotate(
        chosen=settings_beside(*keys),
        judged=products_beside("account_id"),
        own=own_beside(user),
        levels=levels_beside(user, "account_id", "client_id"),
    ).seen(user, pk=pk)
    return Prepared(
        visit=found,
        settings=settings_from(found.chosen, *keys),
        products=products_from(found.judged),
        own=own_from(found.own),
        levels=levels_from(found.levels),
    )


@dataclass(frozen=True)
class Beside:
    """A colleague's coming visit to some of the same people."""

    id: int
    owner: str
    day: date
    start_time: time | None
    people: tuple[Seen, ...]


def visits_beside(
    user: User, visit: Visit, people: Collection[int], days: int
) -> list[Beside]:
    """Return what colleagues of the account planned with the same people.

    Only whoever works on the account now is named: its owner and those it is shared
    with. Cost: one statement, or none.
    """
    if not people:
        return []
    seats = VisitPerson.objects.filter(stakeholder__in=people).values("visit")
    account = visit.account
    here = Q(owner=account.owner_id) | Q(owner__in=account.shares.values("user_id"))
    rows = Visit.objects.visible_to(user).filter(here, account=account, pk__in=seats)
    rows = rows.upcoming().between(*_around(visit.day, days)).exclude(pk=visit.pk)
    found = with_people(rows).exclude(owner=visit.owner_id).select_related("owner")
    return [
        Beside(row.pk, row.owner.name, row.day, row.start_time, people_of(user, row))
        for row in found.order_by("day", "pk")[:MOST_BESIDE]
    ]


def _around(day: date, days: int) -> tuple[date, date]:
    before = min(days, (day - EARLIEST_DAY).days)
    after = min(days, (LATEST_DAY - day).days)
    return day - timedelta(days=before), day + timedelta(days=after)
