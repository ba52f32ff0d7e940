"""Eight processes that write at once: with the write gate, without it, deferred."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from tests.faults.writers import MODES


@dataclass(frozen=True)
class Crowd:
    """What came of one way to write."""

    mode: str
    failures: int
    longest: float


def measure_writes() -> list[Crowd]:
    """Let the crowd write in each way, one after the other."""
    return [_crowd(mode) for mode in MODES]


def _crowd(mode: str) -> Crowd:
    command = [sys.executable, "-m", "tests.faults.writers", mode]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    return Crowd(mode, told["failures"], told["longest"])
