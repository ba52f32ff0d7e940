"""What a day asks of a person: visits, what is late, notes to write, days ahead."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Min, OuterRef, Q, Subquery, Value

from kam.core.clock import now
from kam.core.expressions import DaysBetween
from kam.core.paging import first_of
from kam.people.grants import Reach, reach_of
from kam.visits.models import Action, Promise, Rhythm, Visit
from kam.visits.queries.dues import read_dues
from kam.visits.queries.reading import is_hidden, pseudonym, unread, visit_rows
from kam.visits.queries.rows import Coming, DayCount, DueRow, RhythmRow
from kam.visits.terms import VisitState

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.visits.queries.rows import VisitRow
    from kam.visits.querysets import VisitQuerySet

MOST_ROWS = 50
MOST_AHEAD = 100
LATE_SHOWN = timedelta(days=7)
HELD = (VisitState.PLANNED, VisitState.DRAFT, VisitState.SUBMITTED)


def is_own_day(user: User) -> bool:
    """Say whether a person's day holds own work only, as a representative's does."""
    return reach_of(user.role, "visit", "see") is Reach.SHARED


def mine(user: User, rows: Any) -> Any:
    """Return one's own rows, or for a manager those of the team."""
    seen = rows.visible_to(user, along=True)
    return seen.filter(owner=user) if is_own_day(user) else seen


def attended(user: User) -> VisitQuerySet:
    """Return the visits one goes to, joint ones too, or for a manager the team's."""
    seen: VisitQuerySet = Visit.objects.visible_to(user, along=True)
    return seen.of(user) if is_own_day(user) else seen


def today_rows(user: User, day: date) -> list[VisitRow]:
    """Return the visits of a day with their last record and open promises."""
    held = attended(user).filter(day=day, state__in=HELD)
    ordered = held.order_by(F("start_time").asc(nulls_last=True), "pk")
    rows = visit_rows(user, first_of(ordered, MOST_ROWS), last=True)
    return _with_promises(user, rows)


def _with_promises(user: User, rows: list[VisitRow]) -> list[VisitRow]:
    """Add the open promises of each account."""
    accounts = {row.account_id for row in rows}
    if not accounts:
        return rows
    of_accounts = Promise.objects.visible_to(user).filter(account_id__in=accounts)
    found = due_rows(user, of_accounts.open().order_by("due_on", "pk"), "promise")
    return [
        replace(row, promises=tuple(p for p in found if p.account_id == row.account_id))
        for row in rows
    ]


def due_rows(user: User, rows: Any, kind: str) -> list[DueRow]:
    """Read actions or promises in one statement."""
    found = rows.select_related("account", "owner")
    found = found.defer(*unread("account", "owner"))
    if kind == "promise":
        found = found.annotate(person_name=F("stakeholder__person__name"))
    return [due_row(user, row, kind) for row in found]


def due_row(user: User, row: Any, kind: str) -> DueRow:
    """Turn an action or promise into a row."""
    return DueRow(
        id=row.pk,
        kind=kind,
        side=getattr(row, "side", "ours"),
        text="" if is_hidden(user, "text", kind) else row.text,
        due_on=row.due_on,
        account_id=row.account_id,
        account_name=row.account.name,
        owner_id=row.owner_id,
        owner_name=row.owner.name,
        person_name=_person_name(user, row),
        state=row.state,
        level=getattr(row, "level", ""),
        visit_id=row.source_visit_id,
        resource=_resource(user, row),
    )


def _resource(user: User, row: Any) -> str:
    hides = is_hidden(user, "resource", "action")
    return "" if hides else getattr(row, "resource", "")


def _person_name(user: User, row: Any) -> str:
    stakeholder_id = getattr(row, "stakeholder_id", None)
    if stakeholder_id is None:
        return ""
    if is_hidden(user, "name", "stakeholder"):
        return pseudonym(stakeholder_id)
    return str(row.person_name)


def overdue_rows(user: User, day: date) -> list[DueRow]:
    """Return the open actions and promises due before a day; one statement."""
    promises, actions = (
        first_of(
            mine(user, model.objects).open().due_before(day).order_by("due_on", "pk"),
            MOST_ROWS,
        )
        for model in (Promise, Action)
    )
    return read_dues(user, promises, actions)


def notes_to_write(user: User, day: date) -> tuple[list[VisitRow], list[VisitRow]]:
    """Return the visits before a day that nobody wrote up, the newest first.

    In the same statement: what came late for an account that is the reader's now.
    """
    waiting = mine(user, Visit.objects).upcoming().filter(day__lt=day)
    latest = ("-day", F("start_time").desc(nulls_last=True), "-pk")
    first = first_of(waiting.order_by(*latest), MOST_ROWS).order_by()
    late = Visit.objects.filter(
        account__owner=user, late_at__gte=now() - LATE_SHOWN
    ).exclude(owner=user)
    seen = late.visible_to(user).order_by()
    chosen = first.values("pk").union(seen.values("pk"))
    rows = Visit.objects.filter(pk__in=chosen).order_by(*latest)
    found = visit_rows(user, rows)
    return (
        [row for row in found if row.owner_id == user.pk or not row.came_late],
        [row for row in found if row.owner_id != user.pk and row.came_late],
    )


def next_days(user: User, first: date, last: date) -> Coming:
    """Return the open visits from one day to another, and how much each day holds."""
    ahead = attended(user).upcoming().between(first, last)
    ordered = ahead.order_by("day", F("start_time").asc(nulls_last=True), "pk")
    visits = visit_rows(user, first_of(ordered, MOST_AHEAD))
    held = Counter(row.day for row in visits)
    due = _due_days(user, first, last)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return Coming(
        days=tuple(DayCount(date=d, visits=held[d], due=due[d]) for d in days),
        visits=tuple(visits),
    )


def _due_days(user: User, first: date, last: date) -> Counter[date]:
    between = Q(due_on__gte=first, due_on__lte=last)
    actions, promises = (
        mine(user, model.objects)
        .open()
        .filter(between)
        .order_by()
        .values_list("due_on")
        .annotate(n=Count("pk"))
        for model in (Action, Promise)
    )
    due: Counter[date] = Counter()
    for day, n in actions.union(promises, all=True):
        due[day] += n
    return due


def below_frequency(user: User, day: date, limit: int = 50) -> list[RhythmRow]:
    """Return accounts not visited as often as agreed, the most pressing first.

    They are ordered by elapsed ÷ interval, counted from the last visit, or from
    when the account was entered.
    """
    late = Rhythm.objects.visible_to(user).overdue(day)
    late = late.filter(account__archived_at__isnull=True)
    if is_own_day(user):
        late = late.filter(account__owner=user)
    ahead = (
        Visit.objects.filter(account=OuterRef("pk"), day__gte=day)
        .upcoming()
        .order_by()
        .values("account")
        .annotate(first=Min("day"))
    )
    over = DaysBetween(F("due_on"), Value(day))
    ranked = late.annotate(over=over, pressing=over / F("interval_days"))
    found = (
        first_of(ranked.order_by("-pressing", "pk"), limit)
        .annotate(ahead=Subquery(ahead.values("first")))
        .select_related("account__owner")
        .defer(*unread("account", "account__owner"))
    )
    return [_rhythm_row(row) for row in found]


def _rhythm_row(row: Any) -> RhythmRow:
    account = row.account
    return RhythmRow(
        account_id=account.pk,
        account_name=account.name,
        owner_name=account.owner.name if account.owner else "",
        last_day=row.last_day,
        due_on=row.due_on,
        elapsed=int(row.over) + row.interval_days,
        interval=row.interval_days,
        next_day=row.ahead,
    )
