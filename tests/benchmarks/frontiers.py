"""What frontiers take, and how many times as long a solver takes; no database.

The solver is HiGHS, one linear programme a unit. Where the package ``highspy`` is
installed it keeps its basis from unit to unit (hot-started); otherwise it starts afresh
each time through scipy, which is said. It solves a part of the units; the rest is
reckoned from those.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog

from salesfrontier import (
    QuantileRules,
    bootstrap,
    fit_envelope,
    fit_quantiles,
    fit_stochastic,
    quick_scores,
)
from salesfrontier.dea.compiled import INSTALLED, SWITCH
from tests.benchmarks.peers import solve_pysfa, solve_pystoned, solve_quantile
from tests.benchmarks.report import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOLVED = 60
"""Units the solver is asked for."""
TIMES = 2


@dataclass(frozen=True)
class Crowd:
    """Invented units: Cobb-Douglas outputs, a share of which is missed."""

    x: np.ndarray
    y: np.ndarray

    @classmethod
    def of(cls, n: int, inputs: int, outputs: int, seed: int = 20261126) -> Crowd:
        draw = np.random.default_rng(seed)
        x = draw.lognormal(0.0, 0.7, (n, inputs))
        best = np.prod(x ** (0.9 / inputs), axis=1) * draw.beta(3.0, 2.0, n)
        angle = np.abs(draw.normal(1.0, 0.3, (n, outputs)))
        mix = angle / np.sqrt((angle**2).sum(axis=1, keepdims=True))
        return cls(x=x, y=mix * best[:, None])

    @classmethod
    def thick(cls, n: int, columns: int, density: float) -> Crowd:
        """Invent units of which about such a share lies on the frontier.

        Those lie on a smooth surface that bends everywhere; all others reach at most
        half as far, below the flat pieces between them.
        """
        draw, inputs = np.random.default_rng(columns), (columns + 1) // 2
        x = 1.0 + draw.random((n, inputs))
        angle = 0.2 + draw.random((n, columns - inputs))
        mix = angle / np.sqrt((angle**2).sum(axis=1, keepdims=True))
        reach = np.prod(x ** (0.5 / inputs), axis=1)
        reach[round(density * n) :] *= draw.uniform(0.2, 0.5, n - round(density * n))
        return cls(x=x, y=mix * reach[:, None])


@dataclass(frozen=True)
class Race:
    """One job: what it took, and what the other took, if anybody ran."""

    job: str
    seconds: float
    other: float | None
    said: str

    @property
    def row(self) -> tuple[str, ...]:
        ratio = "" if self.other is None else f"{self.other / self.seconds:.3g} ×"
        other = "" if self.other is None else f"{self.other:.3g}"
        return self.job, f"{self.seconds:.3f}", other, ratio, self.said


def timed(work: Callable[[], object], times: int = TIMES) -> float:
    """Time a piece of work, the best of a few."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def _rows(crowd: Crowd) -> np.ndarray:
    return np.column_stack([crowd.x, -crowd.y, np.ones(len(crowd.x))]).T


def solve_afresh(crowd: Crowd) -> float:
    """Seconds a unit of scipy's HiGHS, output orientation, variable returns."""
    rows, given = _rows(crowd), crowd.x.shape[1]
    cost = np.concatenate([[-1.0], np.zeros(len(crowd.x))])
    began = time.perf_counter()
    for at in range(SOLVED):
        lead = np.concatenate([np.zeros(given), crowd.y[at], [0.0]])
        whole = np.column_stack([lead, rows])
        linprog(
            cost,
            A_ub=whole[:-1],
            b_ub=np.concatenate([crowd.x[at], np.zeros(crowd.y.shape[1])]),
            A_eq=whole[-1:],
            b_eq=[1.0],
            method="highs-ds",
        )
    return (time.perf_counter() - began) / SOLVED


def solve_hot(crowd: Crowd) -> float:
    """Seconds a unit of HiGHS that keeps its basis from unit to unit."""
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    rows, given = _rows(crowd), crowd.x.shape[1]
    height, infinite = len(rows), highspy.kHighsInf
    for row in range(height):
        equal = row == height - 1
        solver.addRow(1.0 if equal else -infinite, 1.0, 0, [], [])
    every = np.arange(height, dtype=np.int32)
    solver.addCol(-1.0, 0.0, infinite, height, every, np.ones(height))
    for column in rows.T:
        solver.addCol(0.0, 0.0, infinite, height, every, column)
    began = time.perf_counter()
    for at in range(SOLVED):
        lead = np.concatenate([np.zeros(given), crowd.y[at], [0.0]])
        right = np.concatenate([crowd.x[at], np.zeros(crowd.y.shape[1])])
        for row in range(height - 1):
            solver.changeCoeff(row, 0, float(lead[row]))
            solver.changeRowBounds(row, -infinite, float(right[row]))
        solver.changeCoeff(height - 1, 0, 0.0)
        solver.run()
    return (time.perf_counter() - began) / SOLVED


def race_envelopes() -> Iterator[Race]:
    """Envelopes of several columns against a solver."""
    hot = find_spec("highspy") is not None
    said = "HiGHS hot-started" if hot else "HiGHS afresh, scipy"
    solve = solve_hot if hot else solve_afresh
    for n, inputs, outputs in ((1_000, 3, 2), (5_000, 3, 2), (5_000, 5, 3)):
        crowd = Crowd.of(n, inputs, outputs)
        fit = fit_envelope(inputs=crowd.x, outputs=crowd.y)
        if not fit.certified.all():
            said += "; NOT ALL CERTIFIED"
        ours = timed(lambda crowd=crowd: fit_envelope(inputs=crowd.x, outputs=crowd.y))
        share = (fit.score == 1.0).mean()
        job = f"VRS output, {inputs} in {outputs} out, n = {n:,}, {share:.0%} on it"
        yield Race(job, ours, solve(crowd) * n, said)


def race_models() -> Iterator[Race]:
    """The same against a package that models all units at once."""
    crowd = Crowd.of(1_000, 3, 2)
    ours = timed(lambda: fit_envelope(inputs=crowd.x, outputs=crowd.y))
    other = solve_pystoned(crowd.x, crowd.y)
    said = "pystoned not installed" if other is None else "pystoned, HiGHS"
    yield Race("VRS output, 3 in 2 out, n = 1,000", ours, other, said)


def race_thick() -> Iterator[Race]:
    """The same over shares of units on the frontier and numbers of columns."""
    hot = find_spec("highspy") is not None
    solve = solve_hot if hot else solve_afresh
    for columns in (3, 5, 8, 10):
        for density in (0.01, 0.05, 0.25):
            crowd = Crowd.thick(2_000, columns, density)
            fit = fit_envelope(inputs=crowd.x, outputs=crowd.y)
            proven = "all certified" if fit.certified.all() else "NOT ALL CERTIFIED"
            ours = timed(lambda c=crowd: fit_envelope(inputs=c.x, outputs=c.y))
            share = (fit.score == 1.0).mean()
            job = f"VRS output, {columns} columns, n = 2,000, {share:.0%} on it"
            yield Race(job, ours, solve(crowd) * 2_000, proven)


def race_others() -> Iterator[Race]:
    """Everything whose peer is not at hand: seconds only."""
    draw, many = np.random.default_rng(1), 1_000_000
    x = draw.lognormal(10.0, 1.0, many)
    y = np.sqrt(x) * draw.beta(5.0, 2.0, many)
    for method in ("dea-vrs", "fdh"):
        seconds = timed(
            lambda method=method: quick_scores(inputs=x, outputs=y, method=method), 9
        )
        job = f"{method}, 1 in 1 out, n = {many:,}, scores only"
        yield Race(job, seconds, None, "peers on request")
        seconds = timed(
            lambda method=method: fit_envelope(inputs=x, outputs=y, method=method)
        )
        yield Race(f"{method}, 1 in 1 out, n = {many:,}", seconds, None, "with proofs")
    wide = draw.normal(size=(many, 3))
    made = 1 + wide @ [0.3, 0.4, 0.2] + draw.normal(0.0, 0.2, many)
    made -= np.abs(draw.normal(0.0, 0.4, many))
    seconds = timed(lambda: fit_stochastic(inputs=wide, outputs=made), 1)
    other = solve_pysfa(wide, made)
    said = "pysfa not installed" if other is None else "pysfa, errors only"
    yield Race(f"half-normal, 3 columns, n = {many:,}", seconds, other, said)
    yield from race_quantiles(wide, made)
    crowd = Crowd.of(200, 2, 1)
    fit = fit_envelope(inputs=crowd.x, outputs=crowd.y)
    seconds = timed(lambda: bootstrap(fit, rng=np.random.default_rng(1), times=200), 1)
    yield Race("bootstrap, B = 200, n = 200", seconds, None, "every draw proven")


def race_quantiles(wide: np.ndarray, made: np.ndarray) -> Iterator[Race]:
    """A quantile with its errors; ours with scores, intervals and proof, too."""
    for spread in ("iid", "nid"):
        rules = QuantileRules(spread=spread)
        seconds = timed(
            lambda rules=rules: fit_quantiles(
                inputs=wide, outputs=made, taus=0.9, rules=rules
            ),
            5,
        )
        found = [solve_quantile(wide, made, spread) for _ in range(TIMES)]
        other = min((one for one in found if one is not None), default=None)
        said = "pinball-qr not installed" if other is None else "pinball-qr pfn"
        job = f"quantile 0.9, {spread} errors, n = {len(made):,}"
        yield Race(job, seconds, other, said)


def race_million() -> Iterator[Race]:
    """An envelope of a million units, once."""
    crowd = Crowd.of(1_000_000, 3, 2)
    fit_envelope(inputs=crowd.x[:5_000], outputs=crowd.y[:5_000])
    found = []
    seconds = timed(
        lambda: found.append(fit_envelope(inputs=crowd.x, outputs=crowd.y)), 1
    )
    share = (found[0].score == 1.0).mean()
    proven = "all certified" if found[0].certified.all() else "NOT ALL CERTIFIED"
    job = f"VRS output, 3 in 2 out, n = 1,000,000, {share:.1%} on it"
    yield Race(job, seconds, None, proven)


def report_frontiers() -> Iterator[str]:
    """Say what frontiers take, and how many times as long the solver."""
    os.environ.setdefault(SWITCH, "1")
    if not INSTALLED:
        yield "numba is not installed: large tables run in numpy"
    yield "Frontiers: seconds, and the solver's seconds divided by ours"
    yield ""
    races = (race_envelopes, race_models, race_thick, race_million, race_others)
    rows = [race.row for run in races for race in run()]
    yield from table(("job", "s", "solver s", "ratio", "said"), rows)


if __name__ == "__main__":
    print("\n".join(report_frontiers()))
