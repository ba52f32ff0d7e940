"""Questions about judgements."""

from kam.judgements.queries.products import products_beside, products_from
from kam.judgements.queries.standing import (
    Held,
    Standing,
    account_history,
    account_standing,
    account_standings,
    held_by,
    judgement_of,
    newest_of,
    person_history,
    standings_in,
)

__all__ = [
    "Held",
    "Standing",
    "account_history",
    "account_standing",
    "account_standings",
    "held_by",
    "judgement_of",
    "newest_of",
    "person_history",
    "products_beside",
    "products_from",
    "standings_in",
]
