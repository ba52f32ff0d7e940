"""How what a plan takes is said: its sums, their sources, and what is beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.translation import gettext, ngettext

from kam.core.money import Money
from kam.web.templatetags.ui_words import money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.plans.rules.costs import Cost
    from kam.plans.rules.progress import Progress
    from kam.resources.rules.costs import Booked


@dataclass(frozen=True)
class Beside:
    """Bookings in another currency than the plan's, which no sum holds.

    `each` is what an increment gained has cost in that currency.
    """

    count: int
    spent: Money
    planned: Money
    each: Money | None
    words: str


def amount(minor: int, currency: str) -> str:
    """Write an amount short, as plain text."""
    return strip_tags(str(money(Money(minor, currency), short=True)))


def some(minor: int | None, currency: str) -> Money | None:
    """Return an amount, or None where none is written."""
    return None if minor is None else Money(minor, currency)


def each_of(progress: Progress, currency: str) -> Money | None:
    """Return what an increment gained has cost; nothing while nothing was spent."""
    return _each(progress.spent, progress.gained, currency)


def others_of(progress: Progress) -> list[Beside]:
    """Return what was booked in other currencies, each by itself."""
    return [
        _beside(code, one, _each(one.used, progress.gained, code))
        for code, one in progress.others.items()
    ]


def pair(spent: int | None, planned: int | None, currency: str) -> str:
    """Say what is spent of what is planned; a dash where nobody says."""
    told = ("—" if n is None else amount(n, currency) for n in (spent, planned))
    return " / ".join(told)


def beside_words(others: Sequence[Beside]) -> str:
    """Say in few words what is not in a sum."""
    told = gettext("、").join(_pair_of(one) for one in others)
    return gettext("另有 %(amounts)s") % {"amounts": told}


def beside_list(others: Sequence[Beside]) -> str:
    """Say for a cell of a file what is not in its sums."""
    return gettext("；").join(one.words for one in others)


def sources(cost: Cost, currency: str) -> list[str]:
    """Say where a sum comes from, where that is not plain; and what is not in it."""
    told = []
    if cost.has_both:
        booked = pair(cost.booked.used, cost.booked.planned, currency)
        typed = pair(cost.typed_spent, cost.typed_planned, currency)
        told = [
            gettext("预订 %(pair)s") % {"pair": booked},
            gettext("手填 %(pair)s") % {"pair": typed},
        ]
    beside = (_beside(code, one, None) for code, one in cost.others.items())
    return told + [one.words for one in beside]


def _each(spent: int, gained: int, currency: str) -> Money | None:
    if not spent or not gained:
        return None
    return Money(round(spent / gained), currency)


def _beside(code: str, one: Booked, each: Money | None) -> Beside:
    said = ngettext(
        "另有 %(n)s 笔 %(currency)s 预订，未计入合计：%(pair)s",
        "另有 %(n)s 笔 %(currency)s 预订，未计入合计：%(pair)s",
        one.count,
    ) % {"n": one.count, "currency": code, "pair": pair(one.used, one.planned, code)}
    if each is not None:
        cost = gettext("每个增量 %(each)s") % {"each": amount(each.minor, code)}
        said = f"{said} · {cost}"
    return Beside(
        one.count, Money(one.used, code), Money(one.planned, code), each, said
    )


def _pair_of(one: Beside) -> str:
    return pair(one.spent.minor, one.planned.minor, one.spent.currency)
