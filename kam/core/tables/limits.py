"""How much a table may hold; `docs/reference/import.md` states the same figures."""

from __future__ import annotations

LARGEST_BYTES = 20 * 1024 * 1024
LARGEST_EXPANDED = 256 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 500
# As far as a spreadsheet reaches; whatever is blank out there is still read.
SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384
MOST_CELLS = 6_000_000
MOST_PARTS = 2_000
CHUNK = 256 * 1024
