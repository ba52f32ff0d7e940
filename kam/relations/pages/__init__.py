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
from kam.relations.pages.map import MapPage, map_page
from kam.relations.pages.matrix import MatrixPage, matrix_page

__all__ = [
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
    "tie_page",
]
