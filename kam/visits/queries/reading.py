"""Visits as rows: names and last record in the same question, texts by right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Q, Subquery

from kam.core.expressions import Joined, split
from kam.people.scopes import hidden_fields
from kam.visits.models import Visit, VisitPerson
from kam.visits.queries.company import company_of, with_company
from kam.visits.queries.rows import NoteRow, Seen, VisitRow

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.visits.querysets import VisitQuerySet

LAST = ("id", "day", "outcome", "fact", "insight", "next_objective")


def is_hidden(user: User, field: str, noun: str = "visit") -> bool:
    """Say whether a reader may not read a field."""
    return field in hidden_fields(user, noun)


def pseudonym(stakeholder_id: int | str) -> str:
    """Return what a person is called where names are hidden."""
    return f"P{stakeholder_id}"


def with_people(rows: VisitQuerySet) -> VisitQuerySet:
    """Add ids and names of the people of each visit."""
    seats = VisitPerson.objects.filter(visit=OuterRef("pk")).values("visit")
    names = seats.annotate(all=Joined("stakeholder__person__name", "pk"))
    ids = seats.annotate(all=Joined("stakeholder_id", "pk"))
    return rows.annotate(
        people_ids=Subquery(ids.values("all")),
        people_names=Subquery(names.values("all")),
    )


def with_last(rows: VisitQuerySet) -> VisitQuerySet:
    """Add what the last record of the account before each visit says.

    The first bound says nothing new: it lets an index begin at the right day.
    """
    before = Q(day__lt=OuterRef("day")) | Q(day=OuterRef("day"), pk__lt=OuterRef("pk"))
    last = (
        Visit.objects.submitted()
        .filter(before, account=OuterRef("account"), day__lte=OuterRef("day"))
        .order_by("-day", "-id")
    )
    parts = {f"last_{name}": Subquery(last.values(name)[:1]) for name in LAST}
    owner = Subquery(last.values("owner__name")[:1])
    return rows.annotate(last_owner=owner, **parts)


def people_of(user: User, row: Any) -> tuple[Seen, ...]:
    """Return the people of an annotated visit, as the reader may know them."""
    ids = [int(pk) for pk in split(row.people_ids)]
    if is_hidden(user, "name", "stakeholder"):
        return tuple(Seen(pk, pseudonym(pk)) for pk in ids)
    return tuple(
        Seen(pk, n) for pk, n in zip(ids, split(row.people_names), strict=False)
    )


def last_of(user: User, row: Any) -> NoteRow | None:
    """Return the last record before an annotated visit."""
    if row.last_id is None:
        return None
    note = NoteRow(
        id=row.last_id,
        day=row.last_day,
        owner_name=row.last_owner,
        outcome=row.last_outcome,
        fact=row.last_fact,
        insight=row.last_insight,
        next_objective=row.last_next_objective,
    )
    return without_texts(user, note)


def without_texts(user: User, note: NoteRow) -> NoteRow:
    """Empty the texts that the reader may not read."""
    if not is_hidden(user, "fact"):
        return note
    return replace(note, fact="", insight="", next_objective="")


UNREAD = {
    "account": (
        "business_scope", "characteristics", "applications", "credit_code", "phone",
        "phone_key", "name_key", "potential_minor", "currency", "kind", "size_class",
        "city", "visit_interval_days", "created_at", "updated_at", "revision",
    ),
    "owner": (
        "password", "last_login", "email", "language", "time_zone", "role",
        "is_active", "credentials_changed_at", "created_at", "updated_at", "revision",
    ),
}  # fmt: skip


def unread(*paths: str) -> tuple[str, ...]:
    """Return the fields of an account or owner that a line does not show."""
    return tuple(
        f"{path}__{name}" for path in paths for name in UNREAD[path.split("__")[-1]]
    )


def listed(rows: VisitQuerySet) -> VisitQuerySet:
    """Add what a line about a visit needs, and leave the long texts out."""
    found = with_company(with_people(rows)).select_related("account", "owner")
    found = found.annotate(source_day=F("carried_from__day"))
    return found.defer("fact", "insight", *unread("account", "owner"))


def visit_rows(
    user: User, rows: VisitQuerySet, *, last: bool = False
) -> list[VisitRow]:
    """Read visits in one statement, with the last record before each if wanted."""
    found = listed(rows)
    if last:
        found = with_last(found)
    return [visit_row(user, row, last=last) for row in found]


def visit_row(user: User, row: Any, *, last: bool = False) -> VisitRow:
    """Turn an annotated visit into a row."""
    return VisitRow(
        id=row.pk,
        state=row.state,
        day=row.day,
        start_time=row.start_time,
        minutes=row.minutes,
        account_id=row.account_id,
        account_name=row.account.name,
        owner_id=row.owner_id,
        owner_name=row.owner.name,
        people=people_of(user, row),
        objective="" if is_hidden(user, "objective") else row.objective,
        carried_from_id=row.carried_from_id,
        carried_day=row.source_day,
        reviewed_at=row.reviewed_at,
        outcome=row.outcome,
        next_day=row.next_day,
        company=company_of(row),
        last=last_of(user, row) if last else None,
        came_late=row.late_at is not None,
    )
