"""Questions about comparison sets, figures and frontier runs."""

from kam.performance.queries.change import change_question, units_read_by
from kam.performance.queries.figures import (
    figures_for,
    figures_of,
    periods_for,
    periods_of,
    question_of,
    territories_by_code,
)
from kam.performance.queries.looking import (
    CardLooked,
    Holder,
    card_looks_at,
    further_of,
    holders_of,
    purpose_of_today,
)
from kam.performance.queries.runs import (
    Spot,
    own_history,
    rows_for,
    runs_for,
    runs_matching,
    sales_in,
    sets_for,
    spots_of,
    usual_run,
)
from kam.performance.queries.sets import (
    SetSums,
    figures_matching,
    page_of,
    sets_matching,
    sums_of,
    teams_of,
)
from kam.performance.queries.split import column_totals, record_totals

__all__ = [
    "CardLooked",
    "Holder",
    "SetSums",
    "Spot",
    "card_looks_at",
    "change_question",
    "column_totals",
    "figures_for",
    "figures_matching",
    "figures_of",
    "further_of",
    "holders_of",
    "own_history",
    "page_of",
    "periods_for",
    "periods_of",
    "purpose_of_today",
    "question_of",
    "record_totals",
    "rows_for",
    "runs_for",
    "runs_matching",
    "sales_in",
    "sets_for",
    "sets_matching",
    "spots_of",
    "sums_of",
    "teams_of",
    "territories_by_code",
    "units_read_by",
    "usual_run",
]
