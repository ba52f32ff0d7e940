"""Which clue to look for next: the two telling ones of the quadrants that lead.

A telling clue of either tips the balance more than anything else that may be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.thinking.rules.clues import LIBRARY
from kam.thinking.rules.preference import QUADRANTS

if TYPE_CHECKING:
    from kam.thinking.rules.preference import Estimate

TELLING = {
    quadrant: max(
        (clue for clue in LIBRARY if clue.quadrant == quadrant),
        key=lambda clue: clue.weight,
    )
    for quadrant in QUADRANTS
}


def signs_to_watch(estimate: Estimate) -> tuple[str, ...]:
    """Return the marked clues to tell the two leading quadrants apart.

    Where nothing was seen yet, nothing leads, and there is none.
    """
    if not estimate.n:
        return ()
    leading = sorted(QUADRANTS, key=lambda q: -estimate.shares[q])[:2]
    return tuple(TELLING[quadrant].text for quadrant in leading)
