"""What is still owed: our actions, and promises both ways, read in one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, IntegerField, TextField, Value
from django.db.models.functions import Coalesce

from kam.visits.models import Action, Promise
from kam.visits.queries.reading import is_hidden, pseudonym
from kam.visits.queries.rows import DueRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from kam.accounts.models import Account
    from kam.people.models import User

DUE = (
    "pk",
    "kind",
    "given_by",
    "text",
    "due_on",
    "account_id",
    "account__name",
    "owner_id",
    "owner__name",
    "met_id",
    "met_name",
    "reach",
    "client_id",
    "source_visit_id",
    "needs",
    "state",
)
MOST_CLOSED = 200  # fmt: skip


def open_dues(user: User, account: Account) -> list[DueRow]:
    """Return promises and actions that are still open, by day; one statement."""
    promises = Promise.objects.visible_to(user).filter(account=account).open()
    actions = Action.objects.visible_to(user).filter(account=account).open()
    return read_dues(user, promises, actions)


def dues_in(user: User, accounts: Collection[int]) -> list[DueRow]:
    """Return what is open in several accounts, by day; one statement."""
    promises = Promise.objects.visible_to(user).filter(account__in=accounts).open()
    actions = Action.objects.visible_to(user).filter(account__in=accounts).open()
    return read_dues(user, promises, actions)


def closed_in(user: User, accounts: Collection[int], since: datetime) -> list[DueRow]:
    """Return what of one's own was closed in several accounts, by day; one statement.

    It may have to be opened again.
    """
    here = {"owner": user, "account__in": accounts}
    promises = Promise.objects.visible_to(user).filter(**here, closed_at__gte=since)
    actions = Action.objects.visible_to(user).filter(**here, done_at__gte=since)
    return read_dues(user, promises.closed(), actions.closed())[-MOST_CLOSED:]


def read_dues(user: User, promises: Any, actions: Any) -> list[DueRow]:
    """Read promises and actions together, by day; one statement."""
    nobody, nothing = Value(None, IntegerField()), Value("", TextField())
    both = promises.order_by().annotate(
        kind=Value("promise", TextField()),
        given_by=F("side"),
        met_id=F("stakeholder_id"),
        met_name=Coalesce(
            "stakeholder__person__name", nothing, output_field=TextField()
        ),
        reach=nothing,
        needs=nothing,
    )
    ours = actions.order_by().annotate(
        kind=Value("action", TextField()),
        given_by=Value("ours", TextField()),
        met_id=nobody,
        met_name=nothing,
        reach=F("level"),
        needs=F("resource"),
    )
    found = both.values_list(*DUE).union(ours.values_list(*DUE), all=True)
    return [_due(user, *row) for row in found.order_by("due_on", "kind", "pk")]


def _due(user: User, *row: Any) -> DueRow:
    told = dict(zip(DUE, row, strict=True))
    is_theirs_hidden = is_hidden(user, "name", "stakeholder")
    name = pseudonym(told["met_id"]) if is_theirs_hidden else told["met_name"]
    return DueRow(
        id=told["pk"],
        kind=told["kind"],
        side=told["given_by"],
        text="" if is_hidden(user, "text", told["kind"]) else told["text"],
        due_on=told["due_on"],
        account_id=told["account_id"],
        account_name=told["account__name"],
        owner_id=told["owner_id"],
        owner_name=told["owner__name"],
        state=told["state"],
        person_name=name if told["met_id"] else "",
        level=told["reach"],
        person_id=told["met_id"],
        client_id=told["client_id"],
        visit_id=told["source_visit_id"],
        resource="" if is_hidden(user, "resource", "action") else told["needs"],
    )
