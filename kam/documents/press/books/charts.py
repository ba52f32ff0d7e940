"""Native charts of a workbook, drawn from the cells beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.documents.press.charts import GAPS, PALE
from kam.documents.press.fonts import OFFICE_CHINESE
from kam.documents.rules.colours import spelled
from kam.documents.rules.look import INK, RULE
from kam.documents.rules.paper import ChartKind

if TYPE_CHECKING:
    from kam.documents.rules.look import Look
    from kam.documents.rules.paper import Chart

TYPES = {ChartKind.BAR: "bar", ChartKind.LINE: "line", ChartKind.STAIRCASE: "column"}
ROW = 20
WIDE, HIGH = 690, 280
FONT = {"name": OFFICE_CHINESE, "size": 9, "color": f"#{spelled(INK)}"}


def add_chart(
    book: Any, page: Any, told: tuple[Chart, Look], first: int, row: int
) -> int:
    """Put a chart of the numbers that begin at row `first` at a row.

    Returns how many rows it covers.
    """
    chart, look = told
    native = book.add_chart({"type": TYPES[chart.kind]})
    last = first + len(chart.categories)
    for place, _ in enumerate(chart.series, start=1):
        native.add_series(
            {
                "name": [page.name, first, place],
                "categories": [page.name, first + 1, 0, last, 0],
                "values": [page.name, first + 1, place, last, place],
                **_dress(chart, look, place - 1),
            }
        )
    native.set_title({"none": True})
    many = len(chart.series) > 1
    native.set_legend({"position": "bottom", "font": FONT} if many else {"none": True})
    is_line = chart.kind == ChartKind.LINE
    grid = {"visible": is_line, "line": {"color": f"#{spelled(RULE)}"}}
    names = {"num_font": FONT, "reverse": chart.kind == ChartKind.BAR}
    values = {"num_font": FONT, "visible": is_line, "major_gridlines": grid}
    # In a chart of bars the names stand upright: this library calls that axis y.
    lying = chart.kind == ChartKind.BAR
    native.set_x_axis(values if lying else names)
    native.set_y_axis(names if lying else values)
    native.set_size({"width": WIDE, "height": HIGH})
    native.set_chartarea({"border": {"none": True}})
    page.insert_chart(row, 0, native)
    return HIGH // ROW + 1


def _dress(chart: Chart, look: Look, place: int) -> dict[str, Any]:
    colour = f"#{spelled(look.series[place % len(look.series)])}"
    if chart.kind == ChartKind.LINE:
        marker = {"type": "circle", "size": 5, "fill": {"color": colour}}
        return {"line": {"color": colour, "width": 2}, "marker": marker}
    ground = f"#{spelled(PALE)}" if chart.marks else colour
    labels: dict[str, Any] = {"value": True, "font": FONT}
    dressed: dict[str, Any] = {
        "fill": {"color": ground},
        "gap": GAPS[chart.kind],
        "data_labels": labels,
    }
    if chart.marks and place == 0:
        dressed["points"] = _points(chart, look)
        labels["custom"] = _letters(chart)
    return dressed


def _points(chart: Chart, look: Look) -> list[dict[str, Any] | None]:
    told: list[dict[str, Any] | None] = [None] * len(chart.categories)
    for nth, mark in enumerate(chart.marks):
        ground = look.shade if nth else look.primary
        told[mark.index] = {
            "fill": {"color": f"#{spelled(ground)}"},
            "border": {"color": f"#{spelled(look.primary)}"},
        }
    return told


def _letters(chart: Chart) -> list[dict[str, Any] | None]:
    told: list[dict[str, Any] | None] = [None] * len(chart.categories)
    for mark in chart.marks:
        told[mark.index] = {"value": mark.label, "font": {**FONT, "bold": True}}
    return told
