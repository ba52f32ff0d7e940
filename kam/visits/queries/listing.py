"""The list of visits, and the same rows as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F

from kam.accounts.models import Account
from kam.core.text import name_key
from kam.people.grants import Reach, reach_of
from kam.people.models import Team
from kam.visits.models import Action, Promise, Visit
from kam.visits.queries.company import company_of, with_company
from kam.visits.queries.reading import people_of, with_people
from kam.visits.rules.states import OPEN
from kam.visits.terms import InsightKind, NotedReason, Outcome, VisitState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kam.people.models import User
    from kam.visits.querysets import ActionQuerySet, PromiseQuerySet, VisitQuerySet

CHUNK = 500
MANY = 500
BETWEEN_NAMES = chr(0xFF1B)


def filtered(user: User, wanted: Mapping[str, Any]) -> VisitQuerySet:
    """Return the visible visits that a list was narrowed to."""
    rows: VisitQuerySet = Visit.objects.visible_to(user, along=_has_many(user))
    for name in ("state", "outcome", "owner"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("state") in OPEN:
        rows = rows.upcoming()
    if wanted.get("account"):
        rows = rows.filter(account_id=wanted["account"])
    if wanted.get("team"):
        below = Team.objects.filter(path__startswith=wanted["team"].path)
        rows = rows.filter(account__team__in=below)
    if wanted.get("q"):
        named = Account.objects.visible_to(user)
        named = named.filter(name_key__contains=name_key(wanted["q"]))
        rows = rows.filter(account__in=named)
    return _between(rows, wanted)


def _has_many(user: User) -> bool:
    """Say whether most days hold visits that the user sees."""
    if reach_of(user.role, "visit", "see") is not Reach.TEAM:
        return False
    seen = Account.objects.visible_to(user).order_by()
    return seen[MANY : MANY + 1].exists()


def _between(rows: VisitQuerySet, wanted: Mapping[str, Any]) -> VisitQuerySet:
    if wanted.get("first"):
        rows = rows.filter(day__gte=wanted["first"])
    if wanted.get("last"):
        rows = rows.filter(day__lte=wanted["last"])
    return rows


def filtered_actions(user: User, wanted: Mapping[str, Any]) -> ActionQuerySet:
    """Return the visible actions that a list was narrowed to."""
    return _due(Action.objects.visible_to(user), wanted)


def filtered_promises(user: User, wanted: Mapping[str, Any]) -> PromiseQuerySet:
    """Return the visible promises that a list was narrowed to."""
    return _due(Promise.objects.visible_to(user), wanted)


def _due(rows: Any, wanted: Mapping[str, Any]) -> Any:
    for name in ("account", "owner", "state"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("due_before"):
        rows = rows.due_before(wanted["due_before"])
    return rows


def exported(
    user: User, rows: VisitQuerySet, names: Sequence[str]
) -> Iterator[list[object]]:
    """Yield some fields of each visit, a few hundred visits at a time."""
    found = with_company(with_people(rows)).select_related("account", "owner")
    found = found.annotate(source_day=F("carried_from__day"))
    for row in found.iterator(chunk_size=CHUNK):
        yield [_cell(user, row, name) for name in names]


def _cell(user: User, row: Any, name: str) -> object:
    if name in ("people", "colleagues"):
        named = people_of(user, row) if name == "people" else company_of(row)
        return BETWEEN_NAMES.join(person.name for person in named)
    read = READ.get(name)
    return read(row) if read else getattr(row, name)


READ: Mapping[str, Callable[[Any], object]] = {
    "account": lambda row: row.account.name,
    "owner": lambda row: row.owner.username,
    "state": lambda row: str(VisitState(row.state).label),
    "outcome": lambda row: str(Outcome(row.outcome).label) if row.outcome else "",
    "insight_kind": lambda row: (
        str(InsightKind(row.insight_kind).label) if row.insight_kind else ""
    ),
    "noted_reason": lambda row: (
        str(NotedReason(row.noted_reason).label) if row.noted_reason else ""
    ),
    "carried_from": lambda row: row.source_day,
}
