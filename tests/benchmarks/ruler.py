"""A loop of plain Python to hold every figure against, and percentiles."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

TURNS = 1_000_000
TIMES = 5


def calibrate() -> float:
    """Return the seconds of a fixed loop, the best of a few: what this machine is."""
    return min(_loop() for _ in range(TIMES))


def _loop() -> float:
    began, total = time.perf_counter(), 0
    for number in range(TURNS):
        total += number & 7
    return time.perf_counter() - began


@dataclass(frozen=True)
class Spread:
    """Percentiles of a sample, in the sample's unit."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, sample: list[float]) -> Spread:
        """Take the nearest rank: a value that really occurred."""
        ordered = sorted(sample)
        ranks = (math.ceil(share * len(ordered)) for share in (0.5, 0.95, 0.99))
        return cls(*(ordered[max(rank, 1) - 1] for rank in ranks))
