"""What a comparison of two periods takes and returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from salesfrontier.dea.questions import Orientation
    from salesfrontier.envelope.results import FitWarning
    from salesfrontier.malmquist.asking import Task
    from salesfrontier.tables import Columns

    Floats = NDArray[np.float64]
    UnitId = str | int


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """The table of one period.

    Attributes
    ----------
    ids : sequence of str or int, length n
    inputs, outputs : array_like or dict of name to column

    Examples
    --------
    >>> Period(ids=["a"], inputs=[1], outputs=[2]).ids
    ['a']
    """

    ids: Sequence[str | int]
    inputs: Columns
    outputs: Columns


@dataclass(frozen=True, kw_only=True, eq=False)
class Change:
    """What changed for each unit of both periods; above 1 is better.

    Attributes
    ----------
    ids : tuple, length n
        Units of both periods, in the order of the later one.
    orientation : Orientation
    index, catching_up, frontier_shift : ndarray of float, shape (n,)
        NaN where one of the scores could not be proven, or the other period has nobody
        as small.
    pure_catching_up, scale_change : ndarray of float, shape (n,)
        Their product is `catching_up`.
    scores : dict of str to ndarray
        ``earlier_on_earlier`` and so on: figures of a period on a frontier of a period.
    certified : ndarray of bool, shape (n,)
        All scores an index is made of are proven.
    only_earlier, only_later : tuple
        Units of one period; they help to draw its frontier and have no index.
    warnings : tuple of FitWarning
    task : Task
        Both tables, as they were read.
    library_version : str
    """

    ids: tuple[UnitId, ...]
    orientation: Orientation
    index: Floats
    catching_up: Floats
    frontier_shift: Floats
    pure_catching_up: Floats
    scale_change: Floats
    scores: dict[str, Floats]
    certified: NDArray[np.bool_]
    only_earlier: tuple[UnitId, ...]
    only_later: tuple[UnitId, ...]
    warnings: tuple[FitWarning, ...]
    task: Task
    library_version: str
    method: str = "malmquist"

    @property
    def n(self) -> int:
        """Count the units of both periods."""
        return len(self.ids)

    def to_columns(self) -> dict[str, NDArray[np.generic]]:
        """Return every column under a plain name, one entry a unit."""
        return {
            "id": np.array(self.ids),
            "index": self.index,
            "catching_up": self.catching_up,
            "frontier_shift": self.frontier_shift,
            "pure_catching_up": self.pure_catching_up,
            "scale_change": self.scale_change,
            "certified": self.certified,
        }
