"""The figures of a set: its periods, and what a frontier of one is asked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kam.people.models import Team, Territory
from kam.people.queries import settings_of
from kam.performance.models import Figure
from kam.performance.rules import (
    ENTRIES,
    Labels,
    PeriodUnits,
    Question,
    Unit,
    constants_from,
    newest_first,
    periods_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kam.people.models import User
    from kam.performance.models import ComparisonSet
    from kam.performance.querysets import FigureQuerySet

EARLIER_PERIODS = 4


def periods_of(comparison_set: ComparisonSet) -> list[str]:
    """Return the periods with figures in a set the caller may see, newest first."""
    found = Figure.objects.filter(comparison_set=comparison_set)
    return newest_first(found.values_list("period", flat=True).order_by().distinct())


def figures_for(
    user: User, *, set_id: int | None = None, period: str | None = None
) -> FigureQuerySet:
    """Return the visible figures with their set and territory."""
    rows = Figure.objects.visible_to(user)
    asked = {"comparison_set_id": set_id, "period": period}
    return rows.filter(
        **{name: value for name, value in asked.items() if value is not None}
    ).select_related("comparison_set", "territory")


def periods_for(user: User, comparison_set: ComparisonSet) -> list[str]:
    """Return the periods of which a person sees figures, newest first."""
    found = Figure.objects.visible_to(user).filter(comparison_set=comparison_set)
    return newest_first(found.values_list("period", flat=True).order_by().distinct())


def figures_of(
    comparison_set: ComparisonSet, periods: Sequence[str]
) -> dict[str, tuple[Unit, ...]]:
    """Return the units of each period, by territory, in one statement."""
    rows = Figure.objects.filter(comparison_set=comparison_set, period__in=periods)
    found: dict[str, list[Unit]] = defaultdict(list)
    names = ("territory_id", "territory__code", "potential", "sales", "exclusion")
    for period, key, code, potential, sales, exclusion in rows.order_by(
        "territory__code", "territory_id"
    ).values_list("period", *names):
        unit = Unit(
            key=key,
            code=code,
            potential=potential,
            sales=sales,
            exclusion=exclusion,
        )
        found[period].append(unit)
    return {period: tuple(units) for period, units in found.items()}


def question_of(
    comparison_set: ComparisonSet,
    *,
    period: str,
    method: str,
    periods: Sequence[str] | None = None,
) -> Question:
    """Gather everything a run over one period depends on, in three statements."""
    known = periods_of(comparison_set) if periods is None else periods
    before = periods_before(known, period)[:EARLIER_PERIODS]
    found = figures_of(comparison_set, [period, *before])
    chosen = settings_of(*(entry.key for entry in ENTRIES))
    return Question(
        period=period,
        method=method,
        units=found.get(period, ()),
        earlier=tuple(PeriodUnits(name=n, units=found[n]) for n in before),
        constants=constants_from({key: float(v) for key, v in chosen.items()}),
        labels=labels_of(comparison_set),
    )


def labels_of(comparison_set: ComparisonSet) -> Labels:
    """Return what the figures of a set are called and counted in."""
    return Labels(
        potential=comparison_set.potential_label,
        potential_unit=comparison_set.potential_unit,
        sales=comparison_set.sales_label,
        sales_unit=comparison_set.sales_unit,
        is_synthetic=comparison_set.is_synthetic,
        note=comparison_set.note,
    )


def territories_by_code(
    actor: User | None, team: Team, codes: Iterable[str]
) -> dict[str, list[Territory]]:
    """Return the territories with these codes in the subtree of a set's team."""
    everywhere = Territory.objects.all()
    rows = everywhere if actor is None else Territory.objects.visible_to(actor)
    inside = rows.filter(team__path__startswith=team.path, code__in=list(codes))
    found: dict[str, list[Territory]] = defaultdict(list)
    for territory in inside.order_by("pk"):
        found[territory.code].append(territory)
    return found
