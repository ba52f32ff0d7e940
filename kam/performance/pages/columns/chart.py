"""The scatter of one output on one input, with the frontier between the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.performance.pages.chart import Drawing, full_chart
from kam.performance.pages.columns.above import leads
from kam.performance.pages.columns.words import column_name, labels_of_run
from kam.performance.pages.words import Writing, column_text
from kam.performance.queries import Spot
from kam.performance.rules import ENVELOPES, POTENTIAL, SALES, Labels
from kam.performance.terms import FrontierClass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.models import ColumnRow, ColumnRun
    from kam.web.plot import Scatter

Point = tuple[float, float]


def has_two_columns(run: ColumnRun) -> bool:
    """Say whether a run compares one output with one input."""
    return len(run.inputs) == len(run.outputs) == 1


def is_drawable(run: ColumnRun, rows: Sequence[ColumnRow]) -> bool:
    """Say whether one picture shows the whole: two columns, and nothing below 0."""
    if not has_two_columns(run) or not rows:
        return False
    return all(min(_at(row, run)) >= 0 for row in rows)


def _at(row: ColumnRow, run: ColumnRun) -> Point:
    return row.figures[run.inputs[0]], row.figures[run.outputs[0]]


def column_chart(
    run: ColumnRun,
    rows: Sequence[ColumnRow],
    *,
    selected: int | None,
    peers: frozenset[int],
) -> Scatter:
    """Draw every unit, and the frontier where the method has one to draw."""
    spots = [_spot(row, run) for row in rows]
    line = frontier_line(run, rows)
    money = [one for spot in spots for one in (spot.sales, spot.gap)]
    return full_chart(
        Drawing(
            name=f"{run.comparison_set.name}-{run.period}-{run.method}",
            labels=_axes(run),
            spots=spots,
            line=line,
            selected=selected,
            peers=peers,
            writing=Writing(
                potential=column_text(spot.potential for spot in spots),
                sales=column_text(money),
            ),
        )
    )


def _axes(run: ColumnRun) -> Labels:
    """Call the axes after the two columns that were chosen."""
    labels = labels_of_run(run)
    units = {POTENTIAL: labels.potential_unit, SALES: labels.sales_unit}
    x, y = run.inputs[0], run.outputs[0]
    return Labels(
        potential=column_name(x, labels),
        potential_unit=units.get(x, ""),
        sales=column_name(y, labels),
        sales_unit=units.get(y, ""),
    )


def _spot(row: ColumnRow, run: ColumnRun) -> Spot:
    x, y = _at(row, run)
    upward = run.parameters["asked"]["orientation"] in (None, "output")
    height = _on_frontier(row, run)[1] if upward else None
    is_firm = row.unit_class == FrontierClass.FRONTIER
    return Spot(
        key=row.territory_id,
        code=row.code,
        potential=x,
        sales=y,
        frontier=height,
        score=row.score,
        gap=None if height is None else max(height - y, 0.0),
        frontier_class=row.unit_class if is_firm else "",
        is_named=False,
        goal=None,
    )


def frontier_line(run: ColumnRun, rows: Sequence[ColumnRow]) -> list[Point]:
    """Join where the units would stand on the frontier, from left to right."""
    x = run.inputs[0]
    places = {_on_frontier(row, run) for row in rows}
    found = sorted((at, height) for at, height in places if height is not None)
    if not found:
        return []
    if run.method == "fdh":
        found = _stepped(found)
    if run.method in ENVELOPES and run.method not in ("dea-crs", "dea-ndrs"):
        farthest = max(row.figures[x] for row in rows)
        found.append((max(farthest, found[-1][0]), found[-1][1]))
    return found


def _on_frontier(row: ColumnRow, run: ColumnRun) -> tuple[float, float | None]:
    """Say where a territory would stand on the frontier.

    Who leads under super-efficiency stands there; its target lies with the others.
    """
    if run.is_above and leads(row, run):
        return _at(row, run)
    x, y = run.inputs[0], run.outputs[0]
    return row.targets.get(x, row.figures[x]), row.targets.get(y)


def _stepped(points: Sequence[Point]) -> list[Point]:
    steps = [points[0]]
    for x, y in points[1:]:
        steps += [(x, steps[-1][1]), (x, y)]
    return steps
