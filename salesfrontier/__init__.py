"""Sales performance frontiers, in plain arrays.

A pure library on numpy: it knows neither a database nor the web. Start with
`fit_frontier` (arrays) or `fit_rows` (rows of a file), then `set_goals` and
`check_guards`. Inputs are never changed, results are frozen, NaN is refused.
"""

from salesfrontier.envelope import (
    METHODS,
    SMALL_SAMPLE,
    Efficiency,
    FitWarning,
    FrontierFit,
    FrontierUnit,
    Outline,
    Peer,
    Vertex,
    certify,
    fit_frontier,
    fit_rows,
)
from salesfrontier.errors import (
    ConstantError,
    DuplicateIdError,
    EmptyTableError,
    FrontierError,
    MismatchError,
    NumberError,
    ShapeError,
    UnknownMethodError,
    UnknownUnitError,
)
from salesfrontier.goals import (
    Goal,
    GoalKind,
    GoalRules,
    PFClass,
    benchmark_positions,
    next_target,
    pf_class,
    set_goals,
)
from salesfrontier.guards import (
    Guards,
    History,
    Stability,
    Standing,
    View,
    check_guards,
    screen_history,
    two_period_stability,
)
from salesfrontier.leaveout import FRAGILE_ABOVE, LeaveOneOut, leave_one_out
from salesfrontier.screening import (
    DROP_TEXTS,
    DropCode,
    DroppedRow,
    ScreenedRows,
    screen_rows,
)

__version__ = "0.1.0"

__all__ = [
    "DROP_TEXTS",
    "FRAGILE_ABOVE",
    "METHODS",
    "SMALL_SAMPLE",
    "ConstantError",
    "DropCode",
    "DroppedRow",
    "DuplicateIdError",
    "Efficiency",
    "EmptyTableError",
    "FitWarning",
    "FrontierError",
    "FrontierFit",
    "FrontierUnit",
    "Goal",
    "GoalKind",
    "GoalRules",
    "Guards",
    "History",
    "LeaveOneOut",
    "MismatchError",
    "NumberError",
    "Outline",
    "PFClass",
    "Peer",
    "ScreenedRows",
    "ShapeError",
    "Stability",
    "Standing",
    "UnknownMethodError",
    "UnknownUnitError",
    "Vertex",
    "View",
    "benchmark_positions",
    "certify",
    "check_guards",
    "fit_frontier",
    "fit_rows",
    "leave_one_out",
    "next_target",
    "pf_class",
    "screen_history",
    "screen_rows",
    "set_goals",
    "two_period_stability",
]
