"""Native charts of office programs: their values, their numbers sheet, their dress."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from kam.documents.press.fonts import OFFICE_CHINESE, OFFICE_LATIN
from kam.documents.rules.look import INK, MUTED, RULE
from kam.documents.rules.paper import ChartKind

if TYPE_CHECKING:
    from datetime import datetime

    from kam.documents.rules.colours import Rgb
    from kam.documents.rules.look import Look
    from kam.documents.rules.paper import Chart

TYPES = {
    ChartKind.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    ChartKind.LINE: XL_CHART_TYPE.LINE_MARKERS,
    ChartKind.STAIRCASE: XL_CHART_TYPE.COLUMN_CLUSTERED,
}
WORKBOOK = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
NAMES = 0.88
"""Size of the names below a chart, of that of its numbers: they are longer."""
GAPS = {ChartKind.BAR: 45, ChartKind.STAIRCASE: 12}
PALE: Rgb = (221, 227, 235)


def values_of(chart: Chart) -> CategoryChartData:
    """Return the numbers of a chart as the libraries take them."""
    told = CategoryChartData(number_format="General")
    told.categories = list(chart.categories)
    for one in chart.series:
        told.add_series(one.name or " ", one.values)
    return told


def numbers_sheet(chart: Chart, as_of: datetime) -> bytes:
    """Return the workbook that opens when somebody edits the numbers of a chart.

    Its cells stand where the chart looks for them; no text in it is a formula.
    """
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, WORKBOOK)
    book.set_properties({"created": as_of.replace(tzinfo=None)})
    page = book.add_worksheet("Sheet1")
    for number, name in enumerate(chart.categories, start=1):
        page.write_string(number, 0, name)
    for place, one in enumerate(chart.series, start=1):
        page.write_string(0, place, one.name or " ")
        for number, value in enumerate(one.values, start=1):
            if value is not None:
                page.write_number(number, place, value)
    book.close()
    return written.getvalue()


def dress(native: Any, chart: Chart, look: Look, size: float) -> None:
    """Give a native chart our colours and letters, without what adds nothing."""
    native.has_title = False
    native.font.size = Pt(size)
    native.font.color.rgb = colour(INK)
    native.font.name = OFFICE_LATIN
    write_chinese(native.font._rPr)  # noqa: SLF001 - the library has no such word
    native.has_legend = len(chart.series) > 1
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM
        native.legend.include_in_layout = False
    plot = native.plots[0]
    if chart.kind in GAPS:
        plot.gap_width = GAPS[chart.kind]
        plot.overlap = 0
    _no_frame(native)
    _axes(native, chart)
    _series(plot, chart, look)
    _labels(plot, chart)
    _marks(plot, chart, look)


def write_chinese(run: Any) -> None:
    """Name the font that Chinese characters take."""
    for tag in ("a:ea", "a:cs"):
        for known in run.findall(qn(tag)):
            run.remove(known)
    latin = run.find(qn("a:latin"))
    east = run.makeelement(qn("a:ea"), {"typeface": OFFICE_CHINESE})
    if latin is None:
        run.append(east)
    else:
        latin.addnext(east)


def colour(told: Rgb) -> RGBColor:
    """Return a colour as the libraries take it."""
    return RGBColor(*told)


def _no_frame(native: Any) -> None:
    """Leave out the frame that programs draw round a chart unless told not to."""
    space = native._chartSpace  # noqa: SLF001 - the library has no such word
    shape = space.makeelement(qn("c:spPr"), {})
    shape.append(shape.makeelement(qn("a:noFill"), {}))
    edge = shape.makeelement(qn("a:ln"), {})
    edge.append(edge.makeelement(qn("a:noFill"), {}))
    shape.append(edge)
    space.chart.addnext(shape)


def _axes(native: Any, chart: Chart) -> None:
    values, names = native.value_axis, native.category_axis
    values.has_major_gridlines = chart.kind == ChartKind.LINE
    values.visible = chart.kind == ChartKind.LINE
    if values.has_major_gridlines:
        values.major_gridlines.format.line.color.rgb = colour(RULE)
        values.format.line.fill.background()
    if chart.kind != ChartKind.LINE:
        values.minimum_scale = 0
    values.tick_labels.number_format = "#,##0.##" if _is_small(chart) else "#,##0"
    values.tick_labels.number_format_is_linked = False
    names.format.line.color.rgb = colour(MUTED)
    names.has_major_gridlines = False
    names.tick_labels.font.size = int(native.font.size * NAMES)
    upright = names._element.txPr.bodyPr  # noqa: SLF001 - the library has no such word
    upright.set("rot", "0")
    upright.set("vert", "horz")
    names.reverse_order = chart.kind == ChartKind.BAR


def _is_small(chart: Chart) -> bool:
    values = [one for row in chart.series for one in row.values if one is not None]
    return any(abs(one) < 10 and one != int(one) for one in values)  # noqa: PLR2004


def _series(plot: Any, chart: Chart, look: Look) -> None:
    for place, series in enumerate(plot.series):
        told = colour(look.series[place % len(look.series)])
        if chart.kind == ChartKind.LINE:
            series.smooth = False
            series.format.line.color.rgb = told
            series.format.line.width = Pt(2)
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = told
            series.marker.format.line.color.rgb = told
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour(PALE) if chart.marks else told


def _labels(plot: Any, chart: Chart) -> None:
    if chart.kind == ChartKind.LINE and len(chart.series) > 1:
        return  # Labels of several lines would lie upon each other; the axis tells.
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.number_format = "General"
    labels.number_format_is_linked = False
    line = chart.kind == ChartKind.LINE
    labels.position = XL_LABEL_POSITION.ABOVE if line else XL_LABEL_POSITION.OUTSIDE_END


def _marks(plot: Any, chart: Chart, look: Look) -> None:
    if chart.kind == ChartKind.LINE or not chart.series:
        return
    for nth, mark in enumerate(chart.marks):
        point = plot.series[0].points[mark.index]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = colour(look.shade if nth else look.primary)
        point.format.line.color.rgb = colour(look.primary)
        frame = point.data_label.text_frame
        run = frame.paragraphs[0].add_run()
        run.text = mark.label
        run.font.bold = True
        run.font.color.rgb = colour(look.primary)
        write_chinese(run._r.get_or_add_rPr())  # noqa: SLF001
        point.data_label.position = XL_LABEL_POSITION.OUTSIDE_END
