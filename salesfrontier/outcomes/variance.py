"""The delta-method variance of a cumulative incidence, in running sums.

At the day ``j`` let ``n`` be at risk, ``d`` end in any way, ``e`` in the way asked
for; ``S`` is the share still open the day before, ``I`` the incidence. Then ::

    Var I(t) = Σ (I(t) - I(j))² d / (n (n - d))
             + Σ S² e (n - e) / n³
             - 2 Σ (I(t) - I(j)) S e / n²            sums over j ≤ t

It is what the delta method makes of independent multinomial draws on each day. With
one way to end it is Greenwood's formula, without open cases it is ``I (1 - I) / n``.
Started after a day ``s`` instead of at the beginning, and divided by ``S(s)²``, it is
the variance of the incidence among those still open at ``s``.

Multiplying the squares out leaves sums of terms in ``j`` alone, so all days together
cost O(k).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.outcomes.counting import RiskTable

    Floats = NDArray[np.float64]
    Codes = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class DeltaSums:
    """Running sums, each of shape (k + 1,) and beginning with 0."""

    square: Floats
    square_i: Floats
    square_ii: Floats
    own: Floats
    cross: Floats
    cross_i: Floats
    incidence: Floats

    def between(self, first: Codes, last: Codes) -> Floats:
        """Return the variance gathered in rows ``first`` to ``last``, last excluded.

        Shape as `first` and `last`. Divide by ``S(s)²`` where rows before `first`
        are left out.
        """
        top = self.incidence[last]
        found: Floats = (
            top**2 * (self.square[last] - self.square[first])
            - 2 * top * (self.square_i[last] - self.square_i[first])
            + (self.square_ii[last] - self.square_ii[first])
            + (self.own[last] - self.own[first])
            - 2 * top * (self.cross[last] - self.cross[first])
            + 2 * (self.cross_i[last] - self.cross_i[first])
        )
        return np.maximum(found, 0.0)


def _summed(terms: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(terms)])


def delta_sums(
    table: RiskTable, *, ended: Codes, before: Floats, incidence: Floats
) -> DeltaSums:
    """Gather the sums for one way to end.

    Parameters
    ----------
    table : RiskTable
    ended : ndarray of int, shape (k,)
        ``e``: those who ended in this way.
    before, incidence : ndarray of float, shape (k,)
        ``S`` the day before, and ``I``.

    Notes
    -----
    Where everybody at risk ends, nothing comes after, and the first term is 0. Cost
    O(k). Source: Collett (2015), *Modelling Survival Data in Medical Research*, on
    cumulative incidence; Andersen, Borgan, Gill and Keiding (1993), section IV.4.
    """
    n = table.at_risk.astype(np.float64)
    d = (table.won + table.lost).astype(np.float64)
    rest = np.where(n > d, n - d, 1.0)
    square = np.where(n > d, d / (n * rest), 0.0)
    cross = before * ended / n**2
    return DeltaSums(
        square=_summed(square),
        square_i=_summed(square * incidence),
        square_ii=_summed(square * incidence**2),
        own=_summed(before**2 * ended * (n - ended) / n**3),
        cross=_summed(cross),
        cross_i=_summed(cross * incidence),
        incidence=np.concatenate([[0.0], incidence]),
    )
