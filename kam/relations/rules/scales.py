"""Bounds of what the map stores."""

STRONGEST = 3
HIGHEST_LEVEL = 5
LAST_PLACE = 399
REPORTS, INFLUENCE, SUPPORT, CONFLICT = "reports", "influence", "support", "conflict"
