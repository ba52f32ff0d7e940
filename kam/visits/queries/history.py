"""The visits of one account: its chain, its last notes, what is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from kam.people.scopes import may
from kam.visits.models import Visit
from kam.visits.queries.company import with_company
from kam.visits.queries.files import with_files
from kam.visits.queries.quotes import quoted_of, with_quotes
from kam.visits.queries.reading import (
    is_hidden,
    people_of,
    visit_row,
    with_people,
)
from kam.visits.terms import VisitState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.visits.queries.rows import Quoted, Seen, VisitRow

NOTES_SHOWN = 12
MOST_AROUND = 60
OPEN = (VisitState.PLANNED, VisitState.DRAFT)


@dataclass(frozen=True)
class PastVisit:
    """A visit that was held or called off, with its texts as far as readable."""

    id: int
    day: date
    state: str
    outcome: str
    owner_name: str
    people: tuple[Seen, ...]
    fact: str
    insight: str
    insight_kind: str
    next_objective: str
    cancel_reason: str
    client_id: UUID
    owner_id: int
    next_day: date | None
    quotes: tuple[Quoted, ...] = ()
    files: int = 0
    files_late: int = 0
    came_late: bool = False


def _kept(rows: Any) -> Any:
    """Add who was there, what they said, and how many files there are."""
    return with_files(with_quotes(with_people(rows)))


def past_visits(
    user: User, account: Account, *, before: Any = None, limit: int = NOTES_SHOWN
) -> list[PastVisit]:
    """Return the last records and cancellations of an account, newest first."""
    rows = Visit.objects.visible_to(user).filter(
        account=account, state__in=[VisitState.SUBMITTED, VisitState.CANCELLED]
    )
    if before is not None:
        earlier = Q(day__lt=before.day) | Q(day=before.day, pk__lt=before.pk)
        rows = rows.submitted().filter(earlier)
    found = _kept(rows).select_related("owner").order_by("-day", "-pk")[:limit]
    return [_past(user, row) for row in found]


def notes_in(
    user: User, accounts: Collection[int], limit: int
) -> dict[int, list[PastVisit]]:
    """Return the last records of several accounts, newest first; one statement."""
    place = Window(
        RowNumber(),
        partition_by=F("account_id"),
        order_by=[F("day").desc(), F("id").desc()],
    )
    rows = Visit.objects.visible_to(user).filter(account__in=accounts).submitted()
    last = rows.annotate(place=place).filter(place__lte=limit).order_by()
    found = _kept(Visit.objects.filter(pk__in=last.values("pk")))
    told: dict[int, list[PastVisit]] = {pk: [] for pk in accounts}
    for row in found.select_related("owner").order_by("-day", "-pk"):
        told[row.account_id].append(_past(user, row))
    return told


def visits_around(
    user: User, account: Account
) -> tuple[list[VisitRow], list[PastVisit]]:
    """Return the open visits of an account, and its last records; one statement."""
    rows = Visit.objects.visible_to(user).filter(account=account)
    rows = with_company(_kept(rows.exclude(state=VisitState.CANCELLED)))
    rows = rows.annotate(source_day=F("carried_from__day"))
    found = list(
        rows.select_related("account", "owner").order_by("-day", "-pk")[:MOST_AROUND]
    )
    plans = [visit_row(user, row) for row in found if row.state in OPEN]
    notes = [_past(user, row) for row in found if row.state == VisitState.SUBMITTED]
    return plans[::-1], notes


def earlier_visits(
    user: User, account: Account, before: tuple[date, int], limit: int
) -> list[PastVisit]:
    """Return the records and cancellations before a day and key, newest first."""
    day, pk = before
    rows = Visit.objects.visible_to(user).filter(
        Q(day__lt=day) | Q(day=day, pk__lt=pk),
        account=account,
        state__in=[VisitState.SUBMITTED, VisitState.CANCELLED],
    )
    found = _kept(rows).select_related("owner").order_by("-day", "-pk")[:limit]
    return [_past(user, row) for row in found]


def _past(user: User, row: Any) -> PastVisit:
    sees = may(user, "attachment", "see")
    texts = ("fact", "insight", "next_objective", "cancel_reason")
    return PastVisit(
        id=row.pk,
        day=row.day,
        state=row.state,
        outcome=row.outcome,
        owner_name=row.owner.name,
        people=people_of(user, row),
        insight_kind=row.insight_kind,
        client_id=row.client_id,
        owner_id=row.owner_id,
        next_day=row.next_day,
        quotes=quoted_of(user, row),
        files=row.files_n if sees else 0,
        files_late=row.files_late if sees else 0,
        came_late=row.late_at is not None,
        **{n: "" if is_hidden(user, n) else getattr(row, n) for n in texts},
    )
