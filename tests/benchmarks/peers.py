"""Other packages that answer the same questions, where they are installed.

None of them is a requirement: ``pip install pystoned pysfa pinball-qr highspy`` into
the environment of the benchmark puts them beside ours; without them the row says so.
"""

from __future__ import annotations

import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def solve_pystoned(x: np.ndarray, y: np.ndarray) -> float | None:
    """Seconds of pystoned with HiGHS: its model of all units, and its solving."""
    if find_spec("pystoned") is None or find_spec("highspy") is None:
        return None
    from pystoned.constant import OPT_LOCAL, ORIENT_OO, RTS_VRS
    from pystoned.DEA import DEA

    began = time.perf_counter()
    model = DEA(y, x, orient=ORIENT_OO, rts=RTS_VRS)
    model.optimize(OPT_LOCAL, solver="appsi_highs")
    return time.perf_counter() - began


def solve_pysfa(x: np.ndarray, y: np.ndarray) -> float | None:
    """Seconds of pysfa until its likelihood has settled; scores would cost more."""
    if find_spec("pysfa") is None:
        return None
    from pysfa.SFA import SFA

    model = SFA(y, x)
    began = time.perf_counter()
    model.optimize()
    return time.perf_counter() - began


def solve_quantile(x: np.ndarray, y: np.ndarray, spread: str) -> float | None:
    """Seconds of pinball-qr, line and errors."""
    if find_spec("pinball") is None:
        return None
    from pinball.linear import QuantileRegressor

    began = time.perf_counter()
    line = QuantileRegressor(tau=0.9, method="pfn").fit(x, y)
    line.summary(x, y, se=spread)
    return time.perf_counter() - began
