"""How the doors to two periods of a comparison set are knocked at."""

from __future__ import annotations

from tests.permissions.sample import Sample

# In the world of these tests a set has one period: the page says so, a file cannot.
PERIODS: list[Sample] = [
    Sample("performance:periods", about="comparison_set"),
    *(
        Sample(
            "performance:periods-export",
            about="comparison_set",
            query=f"format={kind}",
            answers=frozenset({200, 422}),
        )
        for kind in ("csv", "xlsx")
    ),
    Sample(
        "GET /frontier/sets/{pk}/periods",
        about="comparison_set",
        answers=frozenset({200, 422}),
    ),
]
