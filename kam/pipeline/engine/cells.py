"""Cells of the board, what they say, and what the open opportunities are worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.pipeline.engine.aging import OpenOnes
    from salesfrontier import ExpectedValue, ForecastSkill


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A cell of the board; `likelihood` is in per cent."""

    size: str
    likelihood: int

    @property
    def name(self) -> str:
        """What the library calls it."""
        return f"{self.size} {self.likelihood}"


@dataclass(frozen=True, kw_only=True, slots=True)
class CellRow:
    """What one cell says.

    `won` of `cases` are fully watched cases that would tell as much as these; `closed`
    really closed. `mean`, `low`, `high` are the re-fit, `used` is counted with: the
    prior where `verdict` is ``few``. `open_value` and `expected` are in the unit given.
    """

    place: Place
    prior: float
    won: float
    cases: float
    closed: int
    mean: float
    low: float
    high: float
    used: float
    verdict: str
    open: int
    open_value: float
    expected: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Prospect:
    """One open opportunity: its row, its chance at its age, and value × chance."""

    row: int
    chance: float
    expected: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """The cells, whether they know anything, and the worth of what is open.

    `value` is None where nothing open has a value; `unvalued` open ones have none.
    """

    horizon: float | None
    cells: tuple[CellRow, ...]
    skill: ForecastSkill
    prospects: tuple[Prospect, ...]
    open_ones: OpenOnes | None
    value: ExpectedValue | None
    unvalued: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Board:
    """Where each opportunity stands, and its value; columns as those of `Columns`.

    `places` must be among the cells asked for; `values` may be None. With `here` only
    those stand in their cell now, and count as open there; the others only tell what
    became of whoever stood there.
    """

    places: Sequence[Place]
    values: Sequence[float | None]
    here: Sequence[bool] | None = None
