"""What is known of customers inside the fence; three statements for all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import Count, TextField
from django.db.models.functions import Cast

from kam.accounts.models import Stakeholder
from kam.core.expressions import Joined, split
from kam.judgements.models import Judgement
from kam.judgements.terms import Aspect
from kam.pipeline.models import Purchase
from kam.pipeline.queries.orders import months_from
from kam.pipeline.rules.platforms.fence import (
    Fence,
    Signals,
    fence_of,
    is_near,
    new_products,
)
from kam.pipeline.rules.rhythm import rhythm_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.pipeline.queries.platforms.evidence import Book
    from kam.pipeline.rules.limits import Limits

Accounts: TypeAlias = "QuerySet[Any] | Iterable[int]"


def signals_in(
    user: User, accounts: Accounts, today: date, limits: Limits, high: int
) -> dict[int, Signals]:
    """Return the signals of accounts, named by their numbers or by a statement."""
    people = _people(user, accounts)
    near = _near(user, accounts, high)
    found: dict[int, Signals] = {}
    bought = _months(user, accounts)
    known: dict[tuple[str, ...], tuple[str, int]] = {}  # thousands order alike
    for pk in {*people, *near, *bought}:
        told = tuple(bought.get(pk, ()))
        if told not in known:
            known[told] = _ordered(told, today, limits)
        found[pk] = Signals(*known[told], people.get(pk, 0), near.get(pk, 0))
    return found


def _ordered(told: tuple[str, ...], today: date, limits: Limits) -> tuple[str, int]:
    """Return the pace and the number of new products of some order months."""
    products = [months_from(split(months)) for months in told]
    every = {month for months in products for month in months}
    firsts = [months[0] for months in products]
    return rhythm_of(every, today, limits).pace, new_products(firsts, today)


def _months(user: User, accounts: Accounts) -> dict[int, list[str]]:
    """Return the order months of each product of each account, joined as texts."""
    rows = Purchase.objects.visible_to(user).standing().filter(account__in=accounts)
    told = rows.order_by().values("account_id", "product_id").annotate(
        told=Joined(Cast("month", TextField()), "month")
    )  # fmt: skip
    found: dict[int, list[str]] = defaultdict(list)
    for pk, months in told.values_list("account_id", "told"):
        found[pk].append(months)
    return found


def _people(user: User, accounts: Accounts) -> dict[int, int]:
    rows = Stakeholder.objects.visible_to(user).active().filter(account__in=accounts)
    counted = rows.order_by().values("account_id").annotate(n=Count("pk"))
    return dict(counted.values_list("account_id", "n"))


def _near(user: User, accounts: Accounts, high: int) -> dict[int, int]:
    """Count the people still there who are partner or supplier."""
    rows = Judgement.objects.visible_to(user).standing().filter(
        account__in=accounts,
        aspect__in=(Aspect.BUSINESS, Aspect.PERSONAL),
        stakeholder__left_on=None,
    )  # fmt: skip
    held: dict[str, dict[int, int]] = {Aspect.BUSINESS: {}, Aspect.PERSONAL: {}}
    where: dict[int, int] = {}
    told = rows.order_by("day", "pk").values_list(
        "account_id", "stakeholder_id", "aspect", "value"
    )
    for account, person, aspect, value in told:
        held[aspect][person] = value
        where[person] = account
    business, personal = held[Aspect.BUSINESS].get, held[Aspect.PERSONAL].get
    return Counter(
        account
        for person, account in where.items()
        if is_near(business(person), personal(person), high)
    )


def fence_at(user: User, account: Account, today: date, book: Book) -> Fence:
    """Return the fence round one customer; three statements."""
    known = signals_in(user, [account.pk], today, book.limits, book.high)
    return fence_of(known.get(account.pk, Signals()), book.weights)
