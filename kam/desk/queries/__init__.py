"""Questions that join areas: searching, and the history of a record."""

from kam.desk.queries.history import history_of
from kam.desk.queries.neighbours import neighbour_of
from kam.desk.queries.search import Found, find, searchable

__all__ = ["Found", "find", "history_of", "neighbour_of", "searchable"]
