"""What the library takes for a million opportunities; it needs no database."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier import (
    chances_of_cases,
    expect_value,
    fit_incidence,
    judge_ages,
    screen_cases,
)
from tests.benchmarks.report import table
from tests.benchmarks.ruler import calibrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from salesfrontier import Chances

MANY = 1_000_000
CARDS = 5000
TIMES = 3
GOAL = 1.0
NEVER = np.datetime64("NaT")
CELLS = tuple(f"{size} {prior}" for size in "SML" for prior in (50, 70, 90))


@dataclass(frozen=True)
class Sum:
    """One calculation: what, how long at best, and the goal where there is one."""

    name: str
    seconds: float
    goal: float | None


class Million:
    """A million invented opportunities, a third of them open, and what is asked."""

    def __init__(self) -> None:
        draw = np.random.default_rng(20261126)
        self.begun = np.datetime64("2020-01-01") + draw.integers(0, 2000, MANY)
        self.days = draw.integers(0, 700, MANY)
        self.moments = self.days + draw.random(MANY)
        self.fates = draw.integers(0, 3, MANY)
        self.ended = np.where(self.fates > 0, self.begun + self.days, NEVER)
        self.cells = draw.integers(0, len(CELLS), MANY)
        self.ages = draw.integers(0, 900, MANY)
        self.fit = fit_incidence(days=self.days, outcomes=self.fates)
        self.chances = self.nine_cells()

    def incidence(self, days: np.ndarray) -> None:
        found = fit_incidence(days=days, outcomes=self.fates)
        found.at([30, 60, 90, 120, 138])
        found.to_columns()

    def calendar(self) -> None:
        screen_cases(
            starts=self.begun,
            ends=self.ended,
            outcomes=self.fates,
            censor="2026-11-26",
        )

    def nine_cells(self) -> Chances:
        return chances_of_cases(
            names=CELLS,
            priors=[0.5, 0.7, 0.9] * 3,
            cells=self.cells,
            days=self.days,
            outcomes=self.fates,
            horizon=365,
        )

    def value(self) -> None:
        expect_value(
            values=self.ages[:CARDS],
            cells=self.cells[:CARDS],
            chances=self.chances,
            rng=np.random.default_rng(1),
        )


def measure_numbers() -> Iterator[Sum]:
    """Time each calculation, the best of a few."""
    all_ = Million()
    works: tuple[tuple[str, Callable[[], object], float | None], ...] = (
        ("incidence, whole days", lambda: all_.incidence(all_.days), GOAL),
        ("incidence, moments", lambda: all_.incidence(all_.moments), None),
        ("calendar days to cases", all_.calendar, None),
        ("chances of nine cells", all_.nine_cells, None),
        ("stale and zombies", lambda: judge_ages(all_.fit, ages=all_.ages), None),
        (f"value of {CARDS:,}, simulated", all_.value, None),
    )
    for name, work, goal in works:
        yield Sum(name, min(_timed(work) for _ in range(TIMES)), goal)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def report_numbers() -> Iterator[str]:
    """Say what a million opportunities take, and how many rulers that is."""
    ruler = calibrate()
    yield f"Numbers: {MANY:,} opportunities, ruler {ruler * 1000:.1f} ms"
    yield ""
    rows = [
        (
            one.name,
            "" if one.goal is None else f"≤ {one.goal:g} s",
            f"{one.seconds:.2f}",
            f"{one.seconds / ruler:.1f}",
        )
        for one in measure_numbers()
    ]
    yield from table(("calculation", "goal", "s", "÷ ruler"), rows)
