"""Slow, independent answers: definitions written down, no hull, no sorting.

`exact_frontier` uses fractions and tries every mix of one or two units (with one
input and one output a best mix never needs three). `solver_frontier` hands the
linear program to scipy. Both repeat the definition, not our way to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog


@dataclass(frozen=True, kw_only=True)
class Table:
    """A small comparison set."""

    x: list[float]
    y: list[float]

    @property
    def ids(self) -> list[str]:
        return [f"u{at}" for at in range(len(self.x))]

    def columns(self, **changes: object) -> dict[str, object]:
        """Arguments for `fit_frontier`."""
        return {"ids": self.ids, "inputs": self.x, "outputs": self.y} | changes


def exact_frontier(table: Table, x: float, method: str) -> Fraction:
    """Find the best mix at `x`, with fractions."""
    points = [(Fraction(a), Fraction(b)) for a, b in zip(table.x, table.y, strict=True)]
    at = Fraction(x)
    best = max(b for a, b in points if a <= at)
    if method == "fdh":
        return best
    for low_x, low_y in points:
        for high_x, high_y in points:
            if low_x <= at < high_x:
                share = (at - low_x) / (high_x - low_x)
                best = max(best, low_y + (high_y - low_y) * share)
    return best


def solver_frontier(table: Table, x: float) -> float:
    """Solve the linear program of DEA-VRS, output orientation, at `x`."""
    inputs, outputs = np.array(table.x), np.array(table.y)
    answer = linprog(
        -outputs,
        A_ub=[inputs],
        b_ub=[x],
        A_eq=[np.ones(len(inputs))],
        b_eq=[1.0],
        bounds=(0, None),
        method="highs",
    )
    return -float(answer.fun)


# Whole numbers make ties and straight lines; the wide range makes trouble; the
# extremes leave the range in which a float can hold a share of a mix.
whole = st.integers(0, 6).map(float)
plain = st.floats(0.5, 100.0)
wide = st.one_of(
    whole,
    st.floats(1e-140, 1e15),
    st.floats(1e-12, 1.0),
    st.sampled_from([0.1, 0.2, 0.3, 1e15, 1e15 + 0.125, 1e-140]),
)
extreme = st.one_of(
    wide, st.floats(0.0, 1.7e308), st.sampled_from([5e-324, 1e-310, 1e-300, 1e300])
)


@st.composite
def tables(draw: st.DrawFn, numbers: st.SearchStrategy[float] = wide) -> Table:
    """Draw one to nine units."""
    size = draw(st.integers(1, 9))
    column = st.lists(numbers, min_size=size, max_size=size)
    return Table(x=draw(column), y=draw(column))
