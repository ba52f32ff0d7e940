"""Where some territories stand by the newest frontier that somebody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.periods import parse_period
from kam.performance.models import FrontierRow, Target
from kam.performance.queries.targets import targets_for
from kam.performance.terms import Method

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from kam.people.models import User


def newest_rows(user: User, territory_ids: Collection[int]) -> dict[int, FrontierRow]:
    """Return the row of each territory in its newest period, by the usual method.

    Of several runs over that period one of a set with an agreed target comes first,
    then the one made last. Three statements.
    """
    agreed = set(_agreed(user, territory_ids))
    seen = FrontierRow.objects.visible_to(user).filter(
        territory_id__in=territory_ids, run__method=Method.DEA_VRS
    )
    newest: dict[int, tuple[date, bool, int, int]] = {}
    names = ("territory_id", "run__period", "run__comparison_set_id", "run_id", "pk")
    for key, period, set_id, run_id, pk in seen.order_by().values_list(*names):
        place = (parse_period(period).last, (key, set_id) in agreed, run_id, pk)
        newest[key] = max(newest.get(key, place), place)
    rows = FrontierRow.objects.filter(pk__in=[place[3] for place in newest.values()])
    told = rows.select_related("run__comparison_set", "territory")
    return {row.territory_id: row for row in told}


def _agreed(user: User, territory_ids: Collection[int]) -> Iterable[tuple[int, int]]:
    rows = Target.objects.visible_to(user).filter(
        territory_id__in=territory_ids, figure__isnull=False
    )
    return rows.order_by().values_list("territory_id", "comparison_set_id").distinct()


def newest_targets(user: User, territory_ids: Collection[int]) -> dict[int, Target]:
    """Return the newest agreed target of each territory, with what was sold."""
    rows = targets_for(user).filter(
        territory_id__in=territory_ids, figure__isnull=False
    )
    return {row.territory_id: row for row in rows.order_by("period", "pk")}
