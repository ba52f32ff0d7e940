"""How sure a frontier is: corrected scores, intervals, classes, ranks, groups.

`score_intervals` gives each score an interval that holds its level; `bootstrap` is the
smooth bootstrap of Simar and Wilson (1998) with its correction; `judge_standings` says
what either allows to say; `compare_groups` tests groups; `frontier_fragility` leaves
each frontier unit out once.
"""

from salesfrontier.inference.bootstrap import BootstrapFit, bootstrap
from salesfrontier.inference.fragility import frontier_fragility
from salesfrontier.inference.groups import (
    GroupDifference,
    GroupScore,
    GroupTest,
    compare_groups,
)
from salesfrontier.inference.standing import (
    UNDETERMINED,
    Standings,
    class_within,
    judge_standings,
)
from salesfrontier.inference.subsampling import ScoreIntervals, score_intervals

__all__ = [
    "UNDETERMINED",
    "BootstrapFit",
    "GroupDifference",
    "GroupScore",
    "GroupTest",
    "ScoreIntervals",
    "Standings",
    "bootstrap",
    "class_within",
    "compare_groups",
    "frontier_fragility",
    "judge_standings",
    "score_intervals",
]
