"""Who stands as high as whom, in the tree of teams."""

from __future__ import annotations

from kam.people.rules import path_ids


def is_as_high(path: str, other: str) -> bool:
    """Say whether the team of one path is no further from the top than the other's."""
    return len(path_ids(path)) <= len(path_ids(other))
