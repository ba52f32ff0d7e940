"""What the room of an account says of its opportunities and purchases."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Min, OuterRef, Subquery, Sum, TextField, Value
from django.db.models.functions import Cast, Concat

from kam.accounts.models import Account
from kam.core.expressions import Joined, split
from kam.core.money import Money
from kam.pipeline.models import Opportunity, Placement, Purchase
from kam.pipeline.queries.orders import Orders, months_from
from kam.pipeline.rules.platforms.grid import Position

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User

PLACE = ("platform", "size_class", "likelihood", "warmth", "day", "revisit_on")


@dataclass(frozen=True)
class Glance:
    """How many opportunities are open, their value, the next day, and the orders.

    The value counts the currency of the account; `firsts` holds the month in which each
    product was first bought.
    """

    open: int
    value: Money
    expected_on: date | None
    orders: Orders
    firsts: tuple[date, ...]
    position: Position | None
    placed_on: date | None
    revisit_on: date | None


def glance_of(user: User, account: Account) -> Glance:
    """Return it in one statement."""
    here = OuterRef("pk")
    deals = Opportunity.objects.visible_to(user).open().filter(account_id=here)
    grouped = deals.order_by().values("account_id")
    worth = grouped.filter(currency=account.currency)
    bought = Purchase.objects.visible_to(user).standing().filter(account_id=here)
    told = bought.order_by().values("account_id").annotate(
        told=Joined(_of_product(), "month")
    )  # fmt: skip
    places = Placement.objects.visible_to(user).current().filter(account_id=here)
    row = (
        Account.objects.filter(pk=account.pk)
        .values_list(
            Subquery(grouped.annotate(n=Count("pk")).values("n")),
            Subquery(worth.annotate(n=Sum("value_minor")).values("n")),
            Subquery(grouped.annotate(day=Min("expected_on")).values("day")),
            Subquery(told.values("told")),
            *(Subquery(places.values(name)[:1]) for name in PLACE),
        )
        .get()
    )
    count, minor, expected, told, platform, size, *levels, placed, revisit = row
    months = _months(told)
    return Glance(
        open=count or 0,
        value=Money(int(minor or 0), account.currency),
        expected_on=expected,
        orders=Orders(tuple(sorted({day for days in months for day in days}))),
        firsts=tuple(days[0] for days in months),
        position=Position(platform, size, *levels) if platform else None,
        placed_on=placed,
        revisit_on=revisit,
    )


def _of_product() -> Concat:
    """Return a month with the product that was bought in it, as one text."""
    month, product = Cast("month", TextField()), Cast("product_id", TextField())
    return Concat(month, Value(" "), product, output_field=TextField())


def _months(told: str | None) -> list[tuple[date, ...]]:
    """Return the order months of each product."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in split(told):
        month, _space, product = text.partition(" ")
        found[product].append(month)
    return [months_from(months) for months in found.values()]
