"""The nodes of an account's people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from kam.core.errors import NotFound
from kam.needs.models import Problem
from kam.needs.rules.tree import STEPS
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from kam.accounts.models import Account
    from kam.people.models import User

MOST = 20_000


@dataclass(frozen=True)
class Thought:
    """One node as the reader may read it."""

    id: int
    stakeholder_id: int
    parent_id: int | None
    kind: str
    name: str
    note: str
    product_id: int | None
    product: str
    fit: str
    template: str
    is_assumed: bool
    day: date
    author: str


def thoughts_of(user: User, account: Account) -> list[Thought]:
    """Return every active node of an account's people, the oldest first; one statement.

    Whoever may not read free text gets numbers in its place.
    """
    rows = (
        Problem.objects.visible_to(user)
        .active()
        .filter(account=account)
        .annotate(product_name=F("product__name"), author_name=F("author__name"))
        .order_by("id")[:MOST]
    )
    hidden = hidden_fields(user, "need")
    return [
        Thought(
            id=row.pk,
            stakeholder_id=row.stakeholder_id,
            parent_id=row.parent_id,
            kind=row.kind,
            name=str(row) if "name" in hidden else row.name,
            note="" if "note" in hidden else row.note,
            product_id=row.product_id,
            product=row.product_name or "",
            fit=row.fit,
            template=row.template,
            is_assumed=row.is_assumed,
            day=row.day,
            author=row.author_name or "",
        )
        for row in rows
    ]


def problem_of(user: User, pk: int) -> Problem:
    """Return one node in sight with its person and account, or NotFound."""
    rows = Problem.objects.visible_to(user).select_related(
        "account__team", "stakeholder__person", "stakeholder__account", "product"
    )
    found: Problem | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def parents_of(user: User, row: Problem) -> QuerySet[Problem]:
    """Return what a node may hang on instead: the step before, in the same tree."""
    at = STEPS.index(row.kind)
    seen: QuerySet[Problem] = Problem.objects.visible_to(user).active()
    kind = STEPS[at - 1] if at else ""
    return seen.filter(stakeholder_id=row.stakeholder_id, kind=kind)
