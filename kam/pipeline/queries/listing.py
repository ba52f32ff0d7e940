"""The lists of opportunities and of purchases, and the same rows as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum

from kam.accounts.models import Account
from kam.core.money import Money
from kam.core.text import clean_text, name_key
from kam.people.models import Team
from kam.people.scopes import hidden_fields
from kam.pipeline.models import Opportunity, Purchase
from kam.pipeline.terms import Outcome
from kam.visits.models import Action, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kam.people.models import User

CHUNK = 500
MOST_FOUND = 20
EVERY = "all"
WITH = ("account__owner", "product", "stage", "lost_reason", "owner")


def opportunities_matching(
    user: User, filters: Mapping[str, Any]
) -> QuerySet[Opportunity]:
    """Return the opportunities in sight that match the filters of the list."""
    rows: QuerySet[Opportunity] = Opportunity.objects.visible_to(user).standing()
    view = filters.get("view") or Outcome.OPEN
    if view != EVERY:
        rows = rows.filter(outcome=view)
    for name in ("stage", "product", "account"):
        if filters.get(name):
            rows = rows.filter(**{f"{name}_id": filters[name]})
    if filters.get("owner"):
        who = filters["owner"]
        rows = rows.filter(Q(owner=who) | Q(owner=None, account__owner=who))
    rows = of_team(rows, filters)
    if text := filters.get("q"):
        rows = rows.filter(_said(user, clean_text(text)))
    return rows.select_related(*WITH)


def of_team(rows: QuerySet[Any], filters: Mapping[str, Any]) -> QuerySet[Any]:
    """Keep the rows of accounts of a team and of those below it."""
    if not filters.get("team"):
        return rows
    path = Team.objects.filter(pk=filters["team"]).values("path")[:1]
    below = Team.objects.filter(path__startswith=Subquery(path))
    return rows.filter(account__team__in=below)


def _said(user: User, text: str) -> Q:
    """Look into what the reader may read: the account, and the words."""
    found = Q(account__name__icontains=text)
    if key := name_key(text):
        found |= Q(account__name_key__contains=key)
    hidden = hidden_fields(user, "opportunity")
    for name in ("name", "reference"):
        if name not in hidden:
            found |= Q(**{f"{name}__icontains": text})
    return found


def with_next_step(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Add the next day something is planned or due at the account."""
    here = OuterRef("account_id")
    visits = Visit.objects.visible_to(user).upcoming().filter(account_id=here)
    actions = Action.objects.visible_to(user).open().filter(account_id=here)
    return rows.annotate(
        next_visit=Subquery(visits.order_by("day").values("day")[:1]),
        next_action=Subquery(actions.order_by("due_on").values("due_on")[:1]),
    )


def next_step_of(row: Any) -> Any:
    """Return the earlier of the two days, or nothing."""
    days = [day for day in (row.next_visit, row.next_action) if day is not None]
    return min(days) if days else None


def sums_of(rows: QuerySet[Any]) -> list[Money]:
    """Return the value of all rows, currency by currency; one statement."""
    plain = rows.order_by().filter(value_minor__isnull=False).values("currency")
    told = plain.annotate(total=Sum("value_minor")).order_by("-total", "currency")
    return [Money(int(t), c) for c, t in told.values_list("currency", "total")]


def every(rows: QuerySet[Any], order: Sequence[str]) -> Iterator[Any]:
    """Yield all rows of an order, a few hundred at a time."""
    keys = [
        F(key.removeprefix("-")).desc(nulls_last=True)
        if key.startswith("-")
        else F(key).asc(nulls_last=True)
        for key in order
    ]
    yield from rows.order_by(*keys).iterator(chunk_size=CHUNK)


def purchases_matching(user: User, filters: Mapping[str, Any]) -> QuerySet[Purchase]:
    """Return the purchases in sight that match the filters of the list."""
    rows: QuerySet[Purchase] = Purchase.objects.visible_to(user).standing()
    for name in ("product", "account"):
        if filters.get(name):
            rows = rows.filter(**{f"{name}_id": filters[name]})
    if filters.get("first"):
        rows = rows.filter(month__gte=filters["first"].replace(day=1))
    if filters.get("last"):
        rows = rows.filter(month__lte=filters["last"])
    rows = of_team(rows, filters)
    if text := filters.get("q"):
        found = Q(account__name__icontains=clean_text(text))
        if key := name_key(text):
            found |= Q(account__name_key__contains=key)
        rows = rows.filter(found)
    return rows.select_related("account", "product")


def accounts_named(user: User, words: str) -> list[Account]:
    """Return some accounts in sight whose name holds the words; one statement."""
    rows = Account.objects.visible_to(user).active().order_by("name", "pk")
    if key := name_key(words):
        rows = rows.filter(name_key__contains=key)
    return list(rows.select_related("owner")[:MOST_FOUND])
