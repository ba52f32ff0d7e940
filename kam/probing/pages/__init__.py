"""How probes are said."""

from kam.probing.pages.lines import (
    ProbeLine,
    probe_lines,
    talk_of,
    trap_count,
)

__all__ = ["ProbeLine", "probe_lines", "talk_of", "trap_count"]
