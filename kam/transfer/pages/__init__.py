"""The finished pages of the transfer room."""

from kam.transfer.pages.listing import ListPage, NewPage, list_page, new_page
from kam.transfer.pages.mapping import MapPage, map_page
from kam.transfer.pages.outcome import ImportPage, import_page

__all__ = [
    "ImportPage",
    "ListPage",
    "MapPage",
    "NewPage",
    "import_page",
    "list_page",
    "map_page",
    "new_page",
]
