"""Reading tables people send: CSV, XLSX and XLS, told apart by their content.

    table = read_table(Path("regions.xlsx"), "regions.xlsx")
    table.header            # ('区域', '潜力', '销售')
    for row in table.rows:  # may be walked again and again
        row.number, row.cells

Nothing here knows Django or the database.
"""

from kam.core.tables.choosing import open_table, place_of
from kam.core.tables.limits import (
    LARGEST_BYTES,
    LARGEST_EXPANDED,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
)
from kam.core.tables.reading import read_table
from kam.core.tables.shapes import Broken, Cell, Note, Row, Table

__all__ = [
    "LARGEST_BYTES",
    "LARGEST_EXPANDED",
    "MOST_CELLS",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Broken",
    "Cell",
    "Note",
    "Row",
    "Table",
    "open_table",
    "place_of",
    "read_table",
]
