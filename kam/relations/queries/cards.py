"""The people of an account as cards, each with its seat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from kam.accounts.models import AccountShare, Stakeholder
from kam.accounts.queries.room import MOST_PEOPLE
from kam.people.models import User
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.querysets import UserQuerySet


@dataclass(frozen=True)
class Card:
    """Somebody of an account, as far as the reader may read them."""

    id: int
    name: str
    title: str
    layer: str
    role: str
    concerns: str
    has_concerns: bool
    known_on: date
    left_on: date | None
    place: int | None
    revision: int

    def was_there(self, day: date) -> bool:
        """Say whether they had not left at the end of a day."""
        return self.left_on is None or self.left_on > day


def cards_of(user: User, account: Account) -> list[Card]:
    """Return everybody of an account, the first met first; one statement."""
    hidden = hidden_fields(user, "stakeholder")
    rows = (
        Stakeholder.objects.visible_to(user)
        .filter(account=account)
        .select_related("person", "seat")
        .order_by("pk")[: 2 * MOST_PEOPLE]
    )
    return [_card(row, hidden) for row in rows]


def our_side(user: User, account: Account) -> UserQuerySet:
    """Return who of us may be named beside a customer: colleagues and who works there.

    One statement when it is read.
    """
    near = Q(team_id=user.team_id) | Q(team_id__in=user.team_ids)
    shared = AccountShare.objects.filter(account=account).values("user_id")
    there = Q(pk=account.owner_id) | Q(pk__in=shared)
    found: UserQuerySet = User.objects.active().filter(near | there)
    return found.order_by("name", "pk")


def _card(row: Stakeholder, hidden: frozenset[str]) -> Card:
    made = row.created_at.date()
    seat = getattr(row, "seat", None)
    return Card(
        id=row.pk,
        name=str(row) if "name" in hidden else row.person.name,
        title="" if "title" in hidden else row.person.title,
        layer=row.layer,
        role=row.functional_role,
        concerns="" if "concerns" in hidden else row.concerns,
        has_concerns=bool(row.concerns.strip()),
        known_on=min(row.known_since, made) if row.known_since else made,
        left_on=row.left_on,
        place=seat.place if seat else None,
        revision=seat.revision if seat else 0,
    )
