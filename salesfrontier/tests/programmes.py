"""Slow, independent answers for envelopes: the programme as the books print it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

RETURNS = {"dea-vrs": "=", "dea-crs": None, "dea-nirs": "<", "dea-ndrs": ">"}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A small table with several columns."""

    x: np.ndarray
    y: np.ndarray

    def __len__(self) -> int:
        return len(self.x)

    def columns(self, **changes: object) -> dict[str, object]:
        """Arguments for `fit_envelope`."""
        return {"inputs": self.x, "outputs": self.y} | changes


def best_beta(
    sheet: Sheet,
    at: int,
    method: str,
    direction: np.ndarray,
    *,
    without: int | None = None,
) -> float:
    """Solve one unit's programme with scipy; -inf where it has no answer."""
    p = sheet.x.shape[1]
    others = np.array([j for j in range(len(sheet)) if j != without], dtype=int)
    if not len(others):
        return np.nan
    x, y = sheet.x[others], sheet.y[others]
    if method == "fdh":
        return _best_step(sheet, at, x, y, direction)
    rows = [[direction[i], *x[:, i]] for i in range(p)]
    rows += [[direction[p + r], *-y[:, r]] for r in range(y.shape[1])]
    right = [*sheet.x[at], *-sheet.y[at]]
    whole = [0.0] + [1.0] * len(others)
    kind = RETURNS[method]
    if kind in {"<", ">"}:
        sign = 1.0 if kind == "<" else -1.0
        rows.append([sign * value for value in whole])
        right.append(sign)
    answer = linprog(
        [-1.0] + [0.0] * len(others),
        A_ub=rows,
        b_ub=right,
        A_eq=[whole] if kind == "=" else None,
        b_eq=[1.0] if kind == "=" else None,
        bounds=[(None, None)] + [(0, None)] * len(others),
        method="highs",
    )
    return -float(answer.fun) if answer.status == 0 else -np.inf


def _best_step(
    sheet: Sheet, at: int, x: np.ndarray, y: np.ndarray, direction: np.ndarray
) -> float:
    """Compare with one unit at a time, written down."""
    best = -np.inf
    for given, made in zip(x, y, strict=True):
        room = np.concatenate([sheet.x[at] - given, made - sheet.y[at]])
        moves = direction > 0
        if (room[~moves] >= 0).all():
            best = max(best, float((room[moves] / direction[moves]).min()))
    return best


def largest_slacks(
    sheet: Sheet, at: int, method: str, direction: np.ndarray, beta: float
) -> float:
    """Find the largest sum of slacks (over column means) at a given β."""
    p, n = sheet.x.shape[1], len(sheet)
    own = np.column_stack([sheet.x, -sheet.y])
    wide = own.shape[1]
    mean = np.abs(own).mean(axis=0)
    target = own[at] - beta * direction
    worth = np.where(mean > 0, 1.0 / np.where(mean > 0, mean, 1.0), 0.0)
    rows = np.column_stack([own.T, np.eye(wide)])
    whole = np.array([1.0] * n + [0.0] * wide)
    kind = RETURNS[method]
    more, bound = None, None
    if kind == "=":
        rows, target = np.vstack([rows, whole]), np.append(target, 1.0)
    if kind in {"<", ">"}:
        sign = 1.0 if kind == "<" else -1.0
        more, bound = [sign * whole], [sign]
    answer = linprog(
        [0.0] * n + list(-worth),
        A_eq=rows,
        b_eq=target,
        A_ub=more,
        b_ub=bound,
        method="highs",
    )
    assert answer.status == 0, (answer.message, p)
    return -float(answer.fun)


# Whole numbers make ties, straight lines and twins.
few = st.integers(1, 6).map(float)
some = st.floats(0.25, 64.0)


@st.composite
def sheets(draw: st.DrawFn, most: int = 9) -> Sheet:
    """Draw one to `most` units with one to three inputs and outputs."""
    size = draw(st.integers(1, most))
    numbers = draw(st.sampled_from([few, some]))
    p, q = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    cells = draw(st.lists(numbers, min_size=size * (p + q), max_size=size * (p + q)))
    whole = np.array(cells).reshape(size, p + q)
    return Sheet(x=whole[:, :p].copy(), y=whole[:, p:].copy())
