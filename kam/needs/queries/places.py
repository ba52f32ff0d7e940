"""The cells of the white-space grid: units in sight and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from kam.accounts.models import Account
from kam.core.errors import NotFound
from kam.needs.models import Place
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.people.models import User

MOST_UNITS = 40
MOST_PLACES = 4_000


@dataclass(frozen=True)
class PlaceRow:
    """One cell as the reader may read it."""

    id: int
    account_id: int
    product_id: int
    product: str
    potential_minor: int | None
    our_share: int | None
    competitor: str
    note: str
    day: date
    author: str


def units_of(user: User, account: Account) -> list[Account]:
    """Return the account and the units below it in sight; one statement."""
    seen = Account.objects.visible_to(user).active()
    rows = seen.filter(parent=account).select_related("team").order_by("name", "pk")
    return [account, *rows[:MOST_UNITS]]


def places_of(user: User, units: Sequence[Account]) -> list[PlaceRow]:
    """Return what is known of the units' cells; one statement."""
    rows = (
        Place.objects.visible_to(user)
        .filter(account__in=[unit.pk for unit in units])
        .annotate(
            product_name=F("product__name"),
            rival=F("competitor__name"),
            author_name=F("author__name"),
        )
        .order_by("product__line", "product__code", "id")[:MOST_PLACES]
    )
    hidden = "note" in hidden_fields(user, "need")
    return [
        PlaceRow(
            id=row.pk,
            account_id=row.account_id,
            product_id=row.product_id,
            product=row.product_name,
            potential_minor=row.potential_minor,
            our_share=row.our_share,
            competitor=row.rival or "",
            note="" if hidden else row.note,
            day=row.day,
            author=row.author_name or "",
        )
        for row in rows
    ]


def place_of(user: User, pk: int) -> Place:
    """Return one cell in sight with its unit, or NotFound."""
    return _one(user, Q(pk=pk)) or _nothing()


def cell_of(user: User, account: Account, product_id: int) -> Place | None:
    """Return the cell of a unit and a product, or None while nobody filled it."""
    return _one(user, Q(account=account, product_id=product_id))


def _one(user: User, which: Q) -> Place | None:
    rows = Place.objects.visible_to(user).select_related(
        "account__team", "product", "competitor"
    )
    found: Place | None = rows.filter(which).first()
    return found


def _nothing() -> Place:
    raise NotFound
