"""The white-space grid: potential of a product in a unit, and our share of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PERCENT = 100


@dataclass(frozen=True)
class Cell:
    """Potential a year in minor units and our share in percent; None is not known."""

    potential: int | None = None
    share: int | None = None

    @property
    def ours(self) -> int | None:
        """Return our part, rounded half up, or None while either is unknown."""
        if self.potential is None or self.share is None:
            return None
        return (self.potential * self.share * 2 + PERCENT) // (2 * PERCENT)

    @property
    def open(self) -> int | None:
        """What others hold or nobody serves, or None while it cannot be told."""
        ours = self.ours
        return None if self.potential is None or ours is None else self.potential - ours


@dataclass(frozen=True)
class Sum:
    """What cells come to together; only complete cells count for ours and open."""

    potential: int = 0
    ours: int = 0
    open: int = 0
    complete: int = 0
    cells: int = 0

    @property
    def share(self) -> float | None:
        """Our part of the complete cells, or None without any potential in them."""
        whole = self.ours + self.open
        return self.ours / whole if whole else None


def total(cells: Iterable[Cell]) -> Sum:
    """Add cells up."""
    rows = list(cells)
    whole = [row for row in rows if row.ours is not None]
    return Sum(
        potential=sum(row.potential or 0 for row in rows),
        ours=sum(row.ours or 0 for row in whole),
        open=sum(row.open or 0 for row in whole),
        complete=len(whole),
        cells=len(rows),
    )
