"""What a page about one visit, or about one to be planned, asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kam.core.errors import Invalid
from kam.core.text import mark
from kam.packs.queries import pack_beside, pack_from
from kam.people.policies import require
from kam.people.queries import settings_of
from kam.visits.models import Action, Amendment, Promise, Visit
from kam.visits.policies import may_write
from kam.visits.queries.company import with_company
from kam.visits.queries.day import due_rows
from kam.visits.queries.quotes import with_quotes
from kam.visits.queries.reading import is_hidden, with_people
from kam.visits.rules.rhythm import INTERVAL_KEYS, interval_for
from kam.visits.terms import VisitState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.visits.queries.rows import DueRow


RECORD = "record"


def with_told(rows: Any) -> Any:
    """Add whom a visit meets, who comes along, and what was said word for word."""
    return with_quotes(with_company(with_people(rows)))


def seen_visit(user: User, pk: int) -> Visit:
    """Return one visible visit with its account, owner, people and source."""
    found: Visit = _seen().seen(user, pk=pk)
    return found


def _seen() -> Any:
    rows = with_told(Visit.objects.all())
    return rows.select_related("account", "owner", "carried_from")


def visit_to_record(user: User, pk: int) -> Visit:
    """Return one as `seen_visit` does, with the pack of the five steps as `steps`."""
    rows = _seen().annotate(steps=pack_beside(RECORD))
    found: Any = rows.seen(user, pk=pk)
    found.steps = pack_from(found.steps, RECORD)
    return found


def open_visit(user: User, pk: int) -> Visit:
    """Return one visible visit that the user may write and that is not locked."""
    visit = seen_visit(user, pk)
    require(may_write(user, visit))
    if visit.is_locked:
        raise Invalid(mark("记录已锁定，不再改动"), todo=mark("要补充，就写在补充里"))
    return visit


def last_note(user: User, account: Account, before: Visit | None = None) -> Any:
    """Return the last record of an account, or the last before a visit."""
    rows = Visit.objects.visible_to(user).filter(account=account).submitted()
    if before is not None:
        earlier = Q(day__lt=before.day) | Q(day=before.day, pk__lt=before.pk)
        rows = rows.filter(earlier)
    return with_people(rows).order_by("-day", "-pk").first()


def coming_day(user: User, account: Account, after: date, *, but: int = 0) -> Any:
    """Return the day of the next open visit after a day, if one is planned."""
    rows = Visit.objects.visible_to(user).filter(account=account).upcoming()
    rows = rows.filter(day__gt=after).exclude(pk=but).order_by("day", "pk")
    return rows.values_list("day", flat=True).first()


def interval_of(account: Account) -> int:
    """Return the days between visits that hold for an account."""
    chosen = settings_of(*INTERVAL_KEYS)
    return interval_for(account.visit_interval_days, account.size_class, chosen)


@dataclass(frozen=True)
class AmendmentRow:
    """An addition to a locked record."""

    at: Any
    author_name: str
    text: str


def amendments_of(user: User, visit: Visit) -> list[AmendmentRow]:
    """Return the additions to a record, the oldest first."""
    hides = is_hidden(user, "amendments")
    return [
        AmendmentRow(row.created_at, row.author.name, "" if hides else row.text)
        for row in amendment_rows(user, visit)
    ]


def amendment_rows(user: User, visit: Visit) -> list[Amendment]:
    """Return the stored additions to a record, the oldest first."""
    rows = Amendment.objects.visible_to(user).filter(visit=visit)
    return list(rows.select_related("author").order_by("pk"))


def commitments_of(user: User, visit: Visit) -> list[DueRow]:
    """Return the actions and promises that a record brought, closed ones included."""
    actions = Action.objects.visible_to(user).filter(source_visit=visit)
    promises = Promise.objects.visible_to(user).filter(source_visit=visit)
    return [
        *due_rows(user, actions.order_by("due_on", "pk"), "action"),
        *due_rows(user, promises.order_by("due_on", "pk"), "promise"),
    ]


def followers_of(user: User, visit: Visit) -> list[Visit]:
    """Return the visits that carry this record's next objective on."""
    rows = Visit.objects.visible_to(user).filter(carried_from=visit)
    rows = rows.exclude(state=VisitState.CANCELLED).order_by("day", "pk")
    return list(rows.only("day", "state", "objective")[:3])


def seen_action(user: User, pk: int) -> Action:
    """Return one visible action with its account."""
    found: Action = Action.objects.select_related("account").seen(user, pk=pk)
    return found


def seen_promise(user: User, pk: int) -> Promise:
    """Return one visible promise with its account."""
    found: Promise = Promise.objects.select_related("account").seen(user, pk=pk)
    return found


def accounts_of_meetings(occasions: Collection[UUID]) -> dict[UUID, int]:
    """Return the account of each visit there is, by its own number; one statement."""
    rows = Visit.objects.filter(client_id__in=list(occasions))
    return dict(rows.values_list("client_id", "account_id"))
