"""Pages of relations."""

from kam.relations.pages.forming import (
    FormPage,
    colleague_choices,
    find_page,
    layer_page,
    line_page,
    people_choices,
    redraw_page,
    role_page,
    tie_page,
)
from kam.relations.pages.map import VIEWS, MapPage, map_page
from kam.relations.pages.matrix import MatrixPage, matrix_page
from kam.relations.pages.summary import summary

__all__ = [
    "VIEWS",
    "FormPage",
    "MapPage",
    "MatrixPage",
    "colleague_choices",
    "find_page",
    "layer_page",
    "line_page",
    "map_page",
    "matrix_page",
    "people_choices",
    "redraw_page",
    "role_page",
    "summary",
    "tie_page",
]
