"""Find the piece of an envelope over a million places, without a million searches.

Figures from zero upwards have the order of their bits, and the first bits of a figure
name a cell: its octave, and a part of that. A table tells for each cell the last corner
at or left of it; from there a few steps to the right lead to the corner of the figure.
A search by halves guesses wrong at each half, which on a processor costs more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

FINEST, CELLS = 40, 32_768


class Locator:
    """Corners in a table of cells.

    Parameters
    ----------
    corner_x, corner_y : ndarray of float, shape (k,)
        Rising; zero or above.
    most : float
        Largest figure that will be asked for.
    straight : bool
        Corners are joined by lines; otherwise by steps.

    Notes
    -----
    Cost O(cells log k) to make, O(1) a figure to ask, where corners are spread over
    the cells; O(k) at worst.

    Examples
    --------
    >>> find = Locator(np.array([1.0, 4.0]), np.array([2.0, 8.0]), 9.0, straight=True)
    >>> find.heights(np.array([1.0, 2.5, 9.0])).tolist()
    [2.0, 5.0, 8.0]
    """

    def __init__(
        self, corner_x: Floats, corner_y: Floats, most: float, *, straight: bool
    ) -> None:
        self.x, self.y = corner_x, corner_y
        self.after = np.append(corner_x[1:], np.inf)
        self.straight = straight
        self.run = np.append(np.diff(corner_x), 1.0)
        self.rise = np.append(np.diff(corner_y), 0.0)
        ends = np.array([corner_x[0], max(most, corner_x[0])]).view(np.int64)
        self.shift = FINEST
        while (ends[1] >> self.shift) - (ends[0] >> self.shift) >= CELLS:
            self.shift += 1
        self.base = ends[0] >> self.shift
        count = (ends[1] >> self.shift) - self.base + 1
        edges = ((self.base + np.arange(count)) << self.shift).view(np.float64)
        found = np.searchsorted(corner_x, edges, side="right") - 1
        self.table = np.maximum(found, 0)

    def places(self, x: Floats) -> Ints:
        """Return the last corner at or left of each figure; none is left of all."""
        at = self.table[(x.view(np.int64) >> self.shift) - self.base]
        late = np.flatnonzero(x >= self.after[at])
        while len(late):
            at[late] += 1
            late = late[x[late] >= self.after[at[late]]]
        return at

    def heights(self, x: Floats) -> Floats:
        """Return the height of the envelope over each figure."""
        at = self.places(x)
        height: Floats = self.y[at]
        if self.straight:
            # A slope could be infinite where corners almost touch; a share is not.
            height += self.rise[at] * ((x - self.x[at]) / self.run[at])
        return height
