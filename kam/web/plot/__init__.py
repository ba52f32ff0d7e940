"""Arithmetic of a chart: ticks, scales, labels that do not overlap, coarse clouds.

Pure Python, no drawing: page objects use it, templates write the SVG. Screen
coordinates grow to the right and downwards.
"""

from kam.web.plot.axes import LinearScale, axis_texts, nice_ticks
from kam.web.plot.boxes import Box, line_boxes
from kam.web.plot.clouds import CloudCell, coarsen, gathered
from kam.web.plot.labels import LabelSpot, place_labels
from kam.web.plot.scatter import (
    Arrow,
    Dot,
    Gap,
    Mark,
    Scatter,
    Sheet,
    Tick,
    Titles,
    arrow_between,
    sheet_for,
)

__all__ = [
    "Arrow",
    "Box",
    "CloudCell",
    "Dot",
    "Gap",
    "LabelSpot",
    "LinearScale",
    "Mark",
    "Scatter",
    "Sheet",
    "Tick",
    "Titles",
    "arrow_between",
    "axis_texts",
    "coarsen",
    "gathered",
    "line_boxes",
    "nice_ticks",
    "place_labels",
    "sheet_for",
]
