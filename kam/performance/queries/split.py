"""What was counted of some territories in a period: from columns, or from records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from kam.core.periods import parse_period
from kam.people.scopes import may
from kam.performance.models import Figure
from kam.performance.rules import ORDERS, Totals, totals_from
from kam.pipeline.models import Opportunity
from kam.pipeline.terms import Outcome
from kam.visits.models import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User
    from kam.performance.models import FrontierRun


def column_totals(run: FrontierRun, sales: Mapping[int, float]) -> dict[int, Totals]:
    """Read the counts from the further columns of the set, by territory."""
    rows = Figure.objects.filter(
        comparison_set_id=run.comparison_set_id,
        period=run.period,
        territory_id__in=list(sales),
    )
    found = dict(rows.values_list("territory_id", "further").order_by())
    return {key: totals_from(found.get(key, {}), y) for key, y in sales.items()}


def record_totals(
    user: User, run: FrontierRun, sales: Mapping[int, float]
) -> dict[int, Totals]:
    """Count submitted visits and won opportunities of a period, by territory of today.

    What a person may not see is not counted, so it is missing, not zero.
    """
    visits = _visits(user, run, sales) if may(user, "visit", "see") else None
    orders = _orders(user, run, sales) if may(user, "opportunity", "see") else None
    return {
        key: Totals(
            sales=y,
            customers=visits.get(key, (0, 0))[0] if visits else None,
            visits=visits.get(key, (0, 0))[1] if visits else None,
            **({ORDERS: orders.get(key, 0)} if orders else {}),
        )
        for key, y in sales.items()
    }


def _visits(
    user: User, run: FrontierRun, sales: Mapping[int, float]
) -> dict[int, tuple[int, int]]:
    period = parse_period(run.period)
    rows = Visit.objects.visible_to(user).submitted()
    held = rows.between(period.first, period.last).filter(
        account__territory_id__in=list(sales)
    )
    counted = held.order_by().values("account__territory_id")
    return {
        row["account__territory_id"]: (row["customers"], row["visits"])
        for row in counted.annotate(
            customers=Count("account_id", distinct=True), visits=Count("pk")
        )
    }


def _orders(user: User, run: FrontierRun, sales: Mapping[int, float]) -> dict[int, int]:
    period = parse_period(run.period)
    won = (
        Opportunity.objects.visible_to(user)
        .standing()
        .filter(
            outcome=Outcome.WON,
            closed_on__gte=period.first,
            closed_on__lte=period.last,
            account__territory_id__in=list(sales),
        )
    )
    counted = won.order_by().values("account__territory_id").annotate(n=Count("pk"))
    return {row["account__territory_id"]: row["n"] for row in counted}
