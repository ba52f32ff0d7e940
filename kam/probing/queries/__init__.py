"""Questions about probes."""

from kam.probing.queries.plans import (
    Planned,
    levels_beside,
    levels_from,
    probe_of,
    probes_in,
    probes_of,
)

__all__ = [
    "Planned",
    "levels_beside",
    "levels_from",
    "probe_of",
    "probes_in",
    "probes_of",
]
