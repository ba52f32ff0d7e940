"""What the preparation of a visit reads besides its account's rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Q, Subquery

from kam.accounts.models import AccountShare
from kam.accounts.queries.room import NOTHING
from kam.catalog.queries import names_beside
from kam.core.clock import EARLIEST_DAY, LATEST_DAY
from kam.core.expressions import split
from kam.judgements.queries import products_beside, products_from
from kam.packs.queries import pack_beside, pack_from
from kam.people.queries import settings_beside, settings_from
from kam.probing.queries import levels_beside, levels_from
from kam.thinking.queries import own_beside, own_from
from kam.visits.models import Visit, VisitPerson
from kam.visits.queries.company import with_company
from kam.visits.queries.quotes import with_quotes
from kam.visits.queries.reading import people_of, with_people
from kam.visits.rules.asks import PACK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date, time

    from django.db.models.expressions import Combinable

    from kam.core.settings_book import Value
    from kam.packs.rules.document import Document
    from kam.people.models import User
    from kam.visits.queries.rows import Seen

MOST_BESIDE, MOST_TOGETHER = 10, 500


@dataclass(frozen=True)
class Prepared:
    """A visit with what its preparation is worked out from.

    `products` are those that something is judged about at the account, `ours` the names
    of all we sell; `own` is how
    the reader prefers to think, None where they never said so; `levels` are those of
    the flow that were answered at other meetings; `asks` is the library in force.
    """

    visit: Visit
    settings: Mapping[str, Value]
    products: Mapping[int, str]
    ours: Sequence[str]
    own: Mapping[str, float] | None
    levels: Sequence[int]
    asks: Document


def visit_to_prepare(
    user: User, pk: int, *keys: str, beside: Mapping[str, Combinable] = NOTHING
) -> Prepared:
    """Return one visible visit and what stands beside it; one statement.

    `beside` are annotations that a higher room wants with the visit.
    """
    found = _annotated(user, keys).annotate(**beside).seen(user, pk=pk)
    return _prepared(found, keys)


def visits_to_prepare(
    user: User,
    accounts: Collection[int],
    days: tuple[date, date],
    *keys: str,
    beside: Mapping[str, Combinable] = NOTHING,
) -> list[Prepared]:
    """Return one's own open visits to some accounts, by day; one statement.

    Each brings along the day of the account's next open visit as `coming`, and the
    annotations `beside` that a higher room wants.
    """
    after = Visit.objects.upcoming().filter(
        account=OuterRef("account"), day__gt=OuterRef("day")
    )
    rows = _annotated(user, keys).annotate(**beside)
    rows = rows.visible_to(user).upcoming().between(*days)
    mine = rows.filter(owner=user, account__in=accounts).annotate(
        coming=Subquery(after.order_by("day", "pk").values("day")[:1])
    )
    ordered = mine.order_by("day", F("start_time").asc(nulls_last=True), "pk")
    return [_prepared(row, keys) for row in ordered[:MOST_TOGETHER]]


def _annotated(user: User, keys: Sequence[str]) -> Any:
    rows = with_quotes(with_company(with_people(Visit.objects.all())))
    rows = rows.select_related("account", "owner", "carried_from")
    return rows.annotate(
        chosen=settings_beside(*keys),
        judged=products_beside("account_id"),
        ours=names_beside(),
        own=own_beside(user),
        levels=levels_beside(user, "account_id", "client_id"),
        asks=pack_beside(PACK),
    )


def _prepared(row: Any, keys: Sequence[str]) -> Prepared:
    return Prepared(
        visit=row,
        settings=settings_from(row.chosen, *keys),
        products=products_from(row.judged),
        ours=split(row.ours),
        own=own_from(row.own),
        levels=levels_from(row.levels),
        asks=pack_from(row.asks, PACK),
    )


@dataclass(frozen=True)
class Beside:
    """A colleague's coming visit to some of the same people."""

    id: int
    owner_id: int
    owner: str
    account_id: int
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
    rows = rows.upcoming().between(*_around(visit.day, visit.day, days))
    rows = rows.exclude(pk=visit.pk).exclude(owner=visit.owner_id)
    return [_beside(user, row) for row in _by_day(rows)[:MOST_BESIDE]]


def colleagues_in(
    user: User, accounts: Collection[int], between: tuple[date, date], days: int
) -> list[Beside]:
    """Return what colleagues planned at several accounts; one statement.

    As in `visits_beside`, only whoever works on the account now is named.
    """
    shared = AccountShare.objects.filter(account=OuterRef("account")).values("user_id")
    here = Q(owner=F("account__owner")) | Q(owner__in=shared)
    rows = Visit.objects.visible_to(user).filter(here, account__in=accounts)
    rows = rows.upcoming().between(*_around(*between, days)).exclude(owner=user)
    return [_beside(user, row) for row in _by_day(rows)[:MOST_TOGETHER]]


def beside_of(
    visit: Visit, people: Collection[int], rows: Iterable[Beside], days: int
) -> list[Beside]:
    """Return which visits of colleagues stand beside one of ours; no statement."""
    first, last = _around(visit.day, visit.day, days)
    near = [row for row in rows if row.account_id == visit.account_id]
    found = [
        row
        for row in near
        if first <= row.day <= last and any(seen.id in people for seen in row.people)
    ]
    return found[:MOST_BESIDE]


def _by_day(rows: Any) -> Any:
    return with_people(rows).select_related("owner").order_by("day", "pk")


def _beside(user: User, row: Any) -> Beside:
    return Beside(
        id=row.pk,
        owner_id=row.owner_id,
        owner=row.owner.name,
        account_id=row.account_id,
        day=row.day,
        start_time=row.start_time,
        people=people_of(user, row),
    )


def _around(first: date, last: date, days: int) -> tuple[date, date]:
    before = min(days, (first - EARLIEST_DAY).days)
    after = min(days, (LATEST_DAY - last).days)
    return first - timedelta(days=before), last + timedelta(days=after)
