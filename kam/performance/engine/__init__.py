"""The window to `salesfrontier`: plain rows in, frozen rows out.

Nothing here knows the database or the web, so `kam frontier FILE` uses it as well.
"""

from kam.performance.engine.analysis import (
    Analysis,
    Columns,
    Comparison,
    Dropped,
    Grouped,
    Grouping,
    Model,
    Score,
    analyse,
    analyse_groups,
    draws_of,
)
from kam.performance.engine.changing import (
    Absent,
    Changed,
    Part,
    TerritoryChange,
    change_between,
)
from kam.performance.engine.comparing import (
    Compared,
    ComparedUnit,
    SetAside,
    compare,
    digest_of_columns,
    draws_in,
)
from kam.performance.engine.drawing import LIBRARY_VERSION, METHODS, digest_of, draw
from kam.performance.engine.resting import Rest, most_left_out, resting
from kam.performance.engine.results import (
    Drawn,
    LeftOut,
    Note,
    PeerShare,
    Placed,
    is_figure,
    line_at,
)
from kam.performance.engine.splitting import GapPart, split_chain
from kam.performance.engine.supposing import (
    Moved,
    Standing,
    Supposed,
    suppose,
    suppose_under,
)

__all__ = [
    "LIBRARY_VERSION",
    "METHODS",
    "Absent",
    "Analysis",
    "Changed",
    "Columns",
    "Compared",
    "ComparedUnit",
    "Comparison",
    "Drawn",
    "Dropped",
    "GapPart",
    "Grouped",
    "Grouping",
    "LeftOut",
    "Model",
    "Moved",
    "Note",
    "Part",
    "PeerShare",
    "Placed",
    "Rest",
    "Score",
    "SetAside",
    "Standing",
    "Supposed",
    "TerritoryChange",
    "analyse",
    "analyse_groups",
    "change_between",
    "compare",
    "digest_of",
    "digest_of_columns",
    "draw",
    "draws_in",
    "draws_of",
    "is_figure",
    "line_at",
    "most_left_out",
    "resting",
    "split_chain",
    "suppose",
    "suppose_under",
]
