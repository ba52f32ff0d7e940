"""Questions about observations and preferences."""

from kam.thinking.queries.seen import (
    Seen,
    account_clues,
    choices,
    exempt_ids,
    observation_of,
    own_beside,
    own_from,
    own_scores,
    own_shares,
    person_sightings,
)

__all__ = [
    "Seen",
    "account_clues",
    "choices",
    "exempt_ids",
    "observation_of",
    "own_beside",
    "own_from",
    "own_scores",
    "own_shares",
    "person_sightings",
]
