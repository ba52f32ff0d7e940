"""How the doors of column runs are knocked at."""

from __future__ import annotations

from tests.company import PERIOD
from tests.permissions.sample import Sample
from tests.permissions.samples_supposing import look_at_own

CHOSEN = {"inputs": ["potential"], "outputs": ["sales"]}
FILLED = {
    **CHOSEN,
    "period": PERIOD,
    "method": "fdh",
    "orientation": "output",
    "draws": "0",
    "level": "95",
    "seed": "1",
    "inefficiency": "",
    "tau": "",
    "order": "",
}

COLUMNS: list[Sample] = [
    Sample("performance:columns", about="comparison_set"),
    Sample(
        "performance:columns-ask",
        "POST",
        about="comparison_set",
        typed=FILLED,
    ),
    Sample("performance:columns-run", about="column_run"),
    Sample("performance:columns-progress", about="column_run"),
    *(
        Sample("performance:columns-export", about="column_run", query=f"format={kind}")
        for kind in ("csv", "xlsx")
    ),
    Sample("performance:columns-cancel", "POST", about="column_run"),
    Sample("performance:columns-again", "POST", about="column_run"),
    Sample("performance:columns-repeat", "POST", about="column_run"),
    Sample("performance:columns-look", "POST", about="column_run", typed=look_at_own),
    Sample("GET /frontier/columns"),
    Sample(
        "POST /frontier/columns",
        about="comparison_set",
        typed=lambda _world, row: {
            **CHOSEN,
            "set": row.pk,
            "period": PERIOD,
            "method": "fdh",
        },
    ),
    Sample("GET /frontier/columns/{pk}", about="column_run"),
    Sample("GET /frontier/columns/{pk}/units", about="column_run"),
    Sample("POST /frontier/columns/{pk}/cancel", about="column_run"),
    Sample("POST /frontier/columns/{pk}/repeat", about="column_run"),
]
