"""White space: where one of our products could help, and displaces nobody.

Each leaf of the tree is a method and how a product fits it. Usable and unknown leaves
are places to grow (method §3.20): growth that needs no competitor displaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

USED, USABLE, UNFIT, UNKNOWN = "used", "usable", "unfit", "unknown"
FITS = (USED, USABLE, UNFIT, UNKNOWN)
WHITE = frozenset({USABLE, UNKNOWN})


@dataclass(frozen=True)
class Leaf:
    """One method, how our product fits it, and on which day we knew.

    `is_assumed` says that it is only what a template of a role says.
    """

    id: int
    name: str
    fit: str
    day: date
    product: str = ""
    is_assumed: bool = False


@dataclass(frozen=True)
class WhiteSpace:
    """How many leaves have which fit."""

    used: int = 0
    usable: int = 0
    unfit: int = 0
    unknown: int = 0

    @property
    def leaves(self) -> int:
        """All leaves."""
        return self.used + self.usable + self.unfit + self.unknown

    @property
    def spots(self) -> int:
        """Leaves where we could grow: usable, and those nobody has asked about."""
        return self.usable + self.unknown

    @property
    def covered(self) -> float | None:
        """Used ÷ leaves that are not unfit, or None where there is no such leaf."""
        fitting = self.leaves - self.unfit
        return self.used / fitting if fitting else None


def white_space(fits: Iterable[str]) -> WhiteSpace:
    """Count leaves by their fit; what is no known fit counts as unknown."""
    counts = dict.fromkeys(FITS, 0)
    for fit in fits:
        counts[fit if fit in counts else UNKNOWN] += 1
    return WhiteSpace(**counts)
