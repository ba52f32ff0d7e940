"""Who reports to whom: one above each, and no circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def closes_circle(above: Mapping[int, int], below_id: int, above_id: int) -> bool:
    """Say whether a new line would make somebody report to themselves.

    `above` maps a person to whom they report to; it has no circle yet.
    """
    seen: set[int] = set()
    here: int | None = above_id
    while here is not None and here not in seen:
        if here == below_id:
            return True
        seen.add(here)
        here = above.get(here)
    return False
