"""Questions about what became of opportunities and of stays on the platforms."""

from kam.pipeline.queries.calibration.cases import (
    bounds_in_force,
    cases_in,
    cases_of,
    opportunity_cases,
    stay_cases,
    trace_of,
)

__all__ = [
    "bounds_in_force",
    "cases_in",
    "cases_of",
    "opportunity_cases",
    "stay_cases",
    "trace_of",
]
