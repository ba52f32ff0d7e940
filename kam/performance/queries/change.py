"""Two periods of a set: their figures, and whose of them a person may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.queries import settings_of
from kam.performance.models import Figure
from kam.performance.queries.figures import figures_of, labels_of
from kam.performance.querysets import sees_all_units
from kam.performance.rules import (
    ENTRIES,
    ChangeQuestion,
    PeriodUnits,
    constants_from,
)

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.performance.models import ComparisonSet


def change_question(
    comparison_set: ComparisonSet, earlier: str, later: str
) -> ChangeQuestion:
    """Gather what a comparison depends on, in two statements."""
    found = figures_of(comparison_set, [earlier, later])
    chosen = settings_of(*(entry.key for entry in ENTRIES))
    return ChangeQuestion(
        earlier=PeriodUnits(name=earlier, units=found.get(earlier, ())),
        later=PeriodUnits(name=later, units=found.get(later, ())),
        constants=constants_from({key: float(v) for key, v in chosen.items()}),
        labels=labels_of(comparison_set),
    )


def units_read_by(user: User, comparison_set: ComparisonSet) -> frozenset[int] | None:
    """Return whose change a person may read: None for everybody's."""
    if sees_all_units(user):
        return None
    rows = Figure.objects.visible_to(user).filter(comparison_set=comparison_set)
    return frozenset(rows.values_list("territory_id", flat=True).order_by())
