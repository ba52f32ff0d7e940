"""The walk of `salesfrontier.dea.walking` compiled, where numba is installed.

The extra ``[fast]`` brings numba; without it the same walk runs in numpy. Both follow
the same rules, and every figure is computed afresh from where a walk ended, so the
answers agree to the last few digits. Small tables never use this: compiling takes
seconds, and a table of territories takes milliseconds.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import partial
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

INSTALLED = find_spec("numba") is not None
WORTH = 10_000_000
"""Units times cells of the programme from which compiling repays itself."""
WORTH_AGAIN = 100_000
"""And from which calling what is compiled already does."""
KERNELS = "salesfrontier.dea.kernels"
SWITCH = "SALESFRONTIER_COMPILED"
"""Set to 0 to stay with numpy, to 1 to compile whatever the size."""
SEVERAL = 2

Result = TypeVar("Result")
_repeats: ContextVar[int] = ContextVar("repeats", default=1)


@contextmanager
def repeated(times: int) -> Iterator[None]:
    """Say that what follows is done so many times, so that compiling repays itself.

    Parameters
    ----------
    times : int
    """
    token = _repeats.set(_repeats.get() * times)
    try:
        yield
    finally:
        _repeats.reset(token)


def is_worth_it(units: int, cells: int) -> bool:
    """Say whether a walk of that size should run compiled."""
    wish = os.environ.get(SWITCH)
    if not INSTALLED or wish == "0":
        return False
    if wish == "1":
        return True
    enough = WORTH_AGAIN if KERNELS in sys.modules else WORTH
    return units * cells * _repeats.get() >= enough


def walk_compiled(
    columns: Floats, right: Floats, direction: Floats, basis: Ints, rules: Floats
) -> Ints:
    """Walk with all units on all processors, neighbours one after the other.

    Parameters
    ----------
    columns, right, direction
        See `salesfrontier.dea.walking.walk`.
    basis : ndarray of int, shape (n, m - 1)
        Overwritten with the last planes.
    rules : ndarray of float, shape (5,)
        Smallest weight, dust, smallest pivot, tie, most steps.

    Returns
    -------
    ndarray of int, shape (n, 3)
        Ending, row that proves a miss, steps.
    """
    # Importing it compiles; numba keeps the result on disk between processes.
    from salesfrontier.dea.shortlist import walk_many as kernel  # noqa: PLC0415

    return np.concatenate(
        _spread(
            lambda cut: kernel(columns, right[cut], direction[cut], basis[cut], rules),
            len(basis),
        )
    )


def scan_compiled(
    planes: Floats, levels: Floats, units: Floats, barred: Ints, rules: Floats
) -> Floats:
    """Look at all units from each plane, on all processors.

    Parameters
    ----------
    planes : ndarray of float, shape (p, k)
    levels : ndarray of float, shape (p,)
    units : ndarray of float, shape (f, k)
    barred : ndarray of int, shape (p,)
        A unit not to be looked at; -1 for none.
    rules : ndarray of float, shape (2,)
        Share of its figures within which a unit lies in a plane; smallest size.

    Returns
    -------
    ndarray of float, shape (p, 2)
        How far the worst unit stands over the plane, how many lie in it.

    Notes
    -----
    Cost O(p f k).
    """
    from salesfrontier.dea.kernels import scan_many as kernel  # noqa: PLC0415

    turned = np.ascontiguousarray(units.T)
    return np.concatenate(
        _spread(
            lambda cut: kernel(planes[cut], levels[cut], turned, barred[cut], rules),
            len(planes),
        )
    )


def choose_compiled(
    planes: Floats, levels: Floats, points: Floats, directions: Floats
) -> Floats:
    """Pick the best plane of each unit, on all processors.

    Parameters
    ----------
    planes : ndarray of float, shape (p, k)
    levels : ndarray of float, shape (p,)
    points, directions : ndarray of float, shape (n, k)

    Returns
    -------
    ndarray of float, shape (n, 2)
        Position of the plane, -1 where none bounds the unit; how far it lets it go.

    Notes
    -----
    Cost O(n p k).
    """
    from salesfrontier.dea.kernels import choose_many as kernel  # noqa: PLC0415

    turned = np.ascontiguousarray(planes.T)
    return np.concatenate(
        _spread(
            lambda cut: kernel(turned, levels, points[cut], directions[cut]),
            len(points),
        )
    )


def shade_compiled(points: Floats, guards: Floats, margin: float) -> Bools:
    """Say which points a guard beats in every figure, on all processors.

    Parameters
    ----------
    points : ndarray of float, shape (n, k)
    guards : ndarray of float, shape (g, k)
        Those who beat most first.
    margin : float
        By how much at least.

    Returns
    -------
    ndarray of bool, shape (n,)

    Notes
    -----
    Cost O(n g k) at most; whoever is beaten soon costs little.
    """
    from salesfrontier.dea.kernels import shade_many as kernel  # noqa: PLC0415

    raised = guards + margin
    return np.concatenate(_spread(lambda cut: kernel(points[cut], raised), len(points)))


def side_by_side(work: Sequence[Callable[[], Result]]) -> list[Result]:
    """Do pieces of work at the same time, and return what each came to, in order.

    Parameters
    ----------
    work : sequence of callable
        Each sees what `repeated` says here.
    """
    if len(work) < SEVERAL:
        return [piece() for piece in work]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        waiting = [pool.submit(copy_context().run, piece) for piece in work]
        return [piece.result() for piece in waiting]


def _spread(
    work: Callable[[slice], NDArray[np.generic]], count: int
) -> list[NDArray[np.generic]]:
    """Do a piece of work on all processors, a few pieces each."""
    cuts = np.linspace(0, count, 4 * (os.cpu_count() or 1) + 1).astype(int)
    pieces = [slice(a, b) for a, b in pairwise(cuts.tolist())]
    return side_by_side([partial(work, piece) for piece in pieces])
