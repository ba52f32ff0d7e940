"""How the doors of the performance room are knocked at."""

from __future__ import annotations

from tests.company import PERIOD
from tests.permissions.sample import Sample

PERFORMANCE: list[Sample] = [
    Sample("performance:frontier"),
    Sample("performance:run", about="frontier"),
    *(
        Sample("performance:export", about="frontier", query=f"format={kind}")
        for kind in ("csv", "xlsx")
    ),
    Sample(
        "performance:make",
        "POST",
        about="comparison_set",
        typed={"period": PERIOD, "method": "fdh"},
    ),
    Sample("performance:sets", shows=(("comparison_set", "name"),)),
    Sample("performance:set-new"),
    Sample(
        "performance:set-new",
        "POST",
        form=True,
        typed={"name": "a new set"},
        # The form is the head's: whoever leads a smaller team has no such team.
        answers=frozenset({303, 422}),
    ),
    Sample("performance:set", about="comparison_set"),
    *(
        Sample("performance:set-export", about="comparison_set", query=f"format={kind}")
        for kind in ("csv", "xlsx")
    ),
    Sample("performance:set-edit", about="comparison_set"),
    Sample(
        "performance:set-edit",
        "POST",
        about="comparison_set",
        form=True,
        typed={"name": "another name"},
    ),
    Sample("performance:figure", about="figure"),
    Sample(
        "performance:figure",
        "POST",
        about="figure",
        form=True,
        typed={"sales": "12"},
    ),
    Sample("performance:behaviour"),
    Sample("performance:behaviour-team"),
    Sample(
        "performance:behaviour-team-look",
        "POST",
        typed={"purpose": "talk", "team": ""},
    ),
    Sample("performance:returns"),
    Sample("performance:behaviour-rating"),
    Sample(
        "performance:behaviour-rating",
        "POST",
        form=True,
        typed={"continuity": "3"},
    ),
    Sample(
        "performance:behaviour-share", "POST", about="rating", typed={"shared": "1"}
    ),
    Sample("performance:behaviour-person", about="user"),
    Sample("performance:behaviour-export", about="user", query="format=xlsx"),
    Sample("performance:behaviour-team-export", query="format=csv"),
    Sample("GET /behaviour"),
    # Whoever did not open the page today is told to.
    Sample("GET /behaviour/{pk}", about="user", answers=frozenset({200, 403})),
    Sample(
        "performance:behaviour-look", "POST", about="user", typed={"purpose": "along"}
    ),
    Sample("GET /figures"),
    Sample(
        "POST /figures",
        about="figure",
        typed=lambda _world, row: {
            "set": row.comparison_set_id,
            "territory": row.territory_id,
            "period": "2031",
        },
    ),
    Sample("GET /figures/{pk}", about="figure"),
    Sample(
        "PATCH /figures/{pk}",
        about="figure",
        typed={"sales": 12, "If-Match": '"1"'},
    ),
    Sample("GET /frontier"),
    Sample(
        "POST /frontier",
        about="comparison_set",
        typed=lambda _world, row: {"set": row.pk, "period": PERIOD, "method": "fdh"},
    ),
    Sample(
        "POST /frontier/analyses",
        typed={
            "inputs": [{"name": "potential", "cells": [1, 2, 3]}],
            "outputs": [{"name": "sales", "cells": [2, 3, 3]}],
        },
    ),
    Sample("GET /frontier/{pk}", about="frontier"),
]
