"""What accounts bought and where their opportunities stand, one statement each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Min, Q, Sum, TextField
from django.db.models.functions import Cast

from kam.core.expressions import Joined, split
from kam.people.queries import settings_of
from kam.pipeline.models import Opportunity, Purchase
from kam.pipeline.rules.limits import KEYS, USUAL, Limits, limits_from
from kam.pipeline.rules.rhythm import Rhythm, rhythm_of
from kam.pipeline.terms import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.people.models import User


@dataclass(frozen=True)
class Orders:
    """The order months of an account: first, last, rhythm, and whether they stopped."""

    months: tuple[date, ...] = ()

    @property
    def first_order(self) -> date | None:
        """The first month with a purchase."""
        return self.months[0] if self.months else None

    @property
    def last_order(self) -> date | None:
        """The last month with a purchase."""
        return self.months[-1] if self.months else None

    def rhythm(self, today: date, limits: Limits = USUAL) -> Rhythm:
        """Return the rhythm as seen on a day."""
        return rhythm_of(self.months, today, limits)

    def is_lost(self, today: date, limits: Limits = USUAL) -> bool:
        """Say whether purchases stopped for longer than the company waits."""
        return self.rhythm(today, limits).is_stopped


@dataclass(frozen=True)
class Deals:
    """The opportunities of an account: open, won and lost ones, and their days."""

    open: int = 0
    won: int = 0
    lost: int = 0
    open_minor: int = 0
    won_minor: int = 0
    first_won: date | None = None
    last_won: date | None = None
    last_lost: date | None = None
    expected_on: date | None = None


def order_settings() -> Limits:
    """Return what the company calls late and stopped; one statement."""
    return limits_from(settings_of(*KEYS))


def orders_in(user: User, account_ids: Iterable[int]) -> dict[int, Orders]:
    """Return the order months of accounts in sight; one statement.

    An account that is not named in the answer bought nothing.
    """
    rows = _standing(Purchase, user, account_ids).annotate(
        told=Joined(Cast("month", TextField()), "month")
    )
    return {
        pk: Orders(months_from(split(told)))
        for pk, told in rows.values_list("account_id", "told")
    }


def months_from(texts: Iterable[str]) -> tuple[date, ...]:
    """Read the order months that a statement joined, each once."""
    return tuple(sorted({date.fromisoformat(text) for text in texts}))


def deals_in(user: User, account_ids: Iterable[int]) -> dict[int, Deals]:
    """Return where the opportunities of accounts in sight stand; one statement."""
    won, lost = Q(outcome=Outcome.WON), Q(outcome=Outcome.LOST)
    is_open = Q(outcome=Outcome.OPEN)
    told: dict[str, Any] = {
        "open": Count("pk", filter=is_open),
        "won": Count("pk", filter=won),
        "lost": Count("pk", filter=lost),
        "open_minor": Sum("value_minor", filter=is_open, default=0),
        "won_minor": Sum("value_minor", filter=won, default=0),
        "first_won": Min("closed_on", filter=won),
        "last_won": Max("closed_on", filter=won),
        "last_lost": Max("closed_on", filter=lost),
        "expected_on": Min("expected_on", filter=is_open),
    }
    # An alias may not bear the name of a field.
    named = {f"the_{name}": expression for name, expression in told.items()}
    rows = _standing(Opportunity, user, account_ids).annotate(**named)
    return {
        row["account_id"]: Deals(**{name: row[f"the_{name}"] for name in told})
        for row in rows.values("account_id", *named)
    }


def _standing(model: Any, user: User, account_ids: Iterable[int]) -> Any:
    rows = model.objects.visible_to(user).standing()
    return rows.filter(account_id__in=set(account_ids)).order_by().values("account_id")
