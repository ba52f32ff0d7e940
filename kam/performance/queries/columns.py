"""Column runs: what may be chosen, what a run is asked, and what it found."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.core.clock import now
from kam.people.queries import settings_of
from kam.performance.models import ColumnRow, ColumnRun, Figure
from kam.performance.queries.figures import labels_of
from kam.performance.rules import (
    ENTRIES,
    FURTHER,
    POTENTIAL,
    SALES,
    ColumnChoice,
    ColumnQuestion,
    ColumnUnit,
    Constants,
    Inquiry,
    Labels,
    constants_from,
)
from kam.performance.terms import ColumnState

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.performance.models import ComparisonSet
    from kam.performance.querysets import ColumnRowQuerySet, ColumnRunQuerySet

STALE = timedelta(seconds=120)
UNDER_WAY = (ColumnState.WAITING, ColumnState.WORKING)


def columns_of(comparison_set: ComparisonSet, period: str = "") -> list[str]:
    """Return the keys of the columns that the figures of a set have, of a visible set.

    Without a period those of every period, in the order they are first met.
    """
    rows = Figure.objects.filter(comparison_set=comparison_set).exclude(further={})
    if period:
        rows = rows.filter(period=period)
    found: dict[str, None] = {}
    for further in rows.order_by("-period", "pk").values_list("further", flat=True):
        found |= dict.fromkeys(f"{FURTHER}{name}" for name in further)
    return [POTENTIAL, SALES, *found]


def column_question_of(
    comparison_set: ComparisonSet, *, period: str, choice: ColumnChoice
) -> ColumnQuestion:
    """Gather everything a column run depends on, in two statements."""
    chosen = settings_of(*(entry.key for entry in ENTRIES))
    return ColumnQuestion(
        period=period,
        choice=choice,
        units=_units_of(comparison_set, period),
        constants=constants_from({key: float(v) for key, v in chosen.items()}),
        labels=labels_of(comparison_set),
    )


def _units_of(comparison_set: ComparisonSet, period: str) -> tuple[ColumnUnit, ...]:
    rows = Figure.objects.filter(comparison_set=comparison_set, period=period)
    names = ("territory_id", "territory__code", "potential", "sales", "further")
    found = list(
        rows.order_by("territory__code", "territory_id").values_list(
            *names, "exclusion"
        )
    )
    often = Counter(row[1] for row in found)
    return tuple(
        ColumnUnit(
            key=key,
            code=code,
            name=code if often[code] == 1 else f"{code} ({key})",
            figures=_figures(potential, sales, further),
            exclusion=exclusion,
        )
        for key, code, potential, sales, further, exclusion in found
    )


def _figures(
    potential: float | None, sales: float | None, further: dict[str, float]
) -> dict[str, float | None]:
    # Both databases keep 0, but only one of them -0.
    told: dict[str, float | None] = {POTENTIAL: potential, SALES: sales}
    told |= {f"{FURTHER}{name}": float(value) for name, value in further.items()}
    return {key: v if v is None else v + 0.0 for key, v in told.items()}


def choice_of(run: ColumnRun) -> ColumnChoice:
    """Return what a stored run was asked."""
    asked = {**run.parameters["asked"]}
    asked["fixed"] = tuple(asked["fixed"])
    return ColumnChoice(
        inputs=tuple(run.inputs), outputs=tuple(run.outputs), asked=Inquiry(**asked)
    )


def repeated_question(run: ColumnRun) -> ColumnQuestion:
    """Return the question of a stored run over the figures it was worked out from."""
    rows = ColumnRow.objects.filter(run=run).order_by("place")
    names = ("territory_id", "code", "name", "figures")
    return ColumnQuestion(
        period=run.period,
        choice=choice_of(run),
        units=tuple(
            ColumnUnit(key=key, code=code, name=name, figures=figures)
            for key, code, name, figures in rows.values_list(*names)
        ),
        constants=Constants(**run.parameters["constants"]),
        labels=Labels(**run.parameters["labels"]),
    )


def column_runs_for(
    user: User, *, set_id: int | None = None, period: str | None = None
) -> ColumnRunQuerySet:
    """Return the column runs a person may see, newest first, with their set."""
    asked = {"comparison_set_id": set_id, "period": period}
    rows = ColumnRun.objects.visible_to(user).order_by("-id")
    rows = rows.filter(**{n: v for n, v in asked.items() if v is not None})
    return rows.select_related("comparison_set__team", "created_by", "repeats")


def column_rows_for(user: User, run: ColumnRun) -> ColumnRowQuerySet:
    """Return the territories of a visible run."""
    return ColumnRow.objects.visible_to(user).filter(run=run)


def column_rows_of(run: ColumnRun) -> list[ColumnRow]:
    """Return every territory of a run whose reader has been checked."""
    return list(ColumnRow.objects.filter(run=run).order_by("place"))


def standings_of(run: ColumnRun) -> list[tuple[int, float | None, str]]:
    """Return key, score and class of every territory, the last one first.

    What thousands of territories need for their sums, without their figures.
    """
    rows = ColumnRow.objects.filter(run=run).order_by("score", "code", "id")
    return list(rows.values_list("territory_id", "score", "unit_class"))


def is_interrupted(run: ColumnRun) -> bool:
    """Say whether a run under way has shown no sign of life for too long."""
    beat = run.beat_at
    return run.state in UNDER_WAY and (beat is None or beat < now() - STALE)


def peers_of(run: ColumnRun, keys: list[int]) -> dict[int, ColumnRow]:
    """Return some territories of a run whose reader has been checked."""
    if not keys:
        return {}
    rows = ColumnRow.objects.filter(run=run, territory_id__in=keys)
    return {row.territory_id: row for row in rows}
