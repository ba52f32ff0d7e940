"""A writer that is killed at any moment, and what it had been told was saved.

Run as ``python -m tests.faults.victims KILLS SEED``. Django starts once; each victim
is a fork of it that creates records through services and reports every one after the
service has returned. Prints the reported numbers as JSON.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time

import django

LONGEST_LIFE = 0.12


def live(report: int) -> None:
    """Make teams and territories without end, and report each that was saved."""
    from kam.people.services import create_team, create_territory

    while True:
        team = create_team(actor=None, name=f"{os.getpid()}-{time.monotonic_ns()}")
        os.write(report, f"team {team.pk}\n".encode())
        territory = create_territory(actor=None, code="101", team=team)
        os.write(report, f"territory {territory.pk}\n".encode())


def kill_one(life: float) -> list[str]:
    """Let one victim work for a while after its first report, then kill it."""
    reading, report = os.pipe()
    victim = os.fork()
    if victim == 0:
        os.close(reading)
        live(report)
    os.close(report)
    select.select([reading], [], [], 10)
    time.sleep(life)
    os.kill(victim, signal.SIGKILL)
    os.waitpid(victim, 0)
    with os.fdopen(reading) as said:
        return [line.strip() for line in said if line.endswith("\n")]


def main(kills: int, seed: int) -> None:
    """Kill that many victims one after the other."""
    django.setup()
    chance = random.Random(seed)  # noqa: S311 - a moment, not a secret
    reported: list[str] = []
    for _ in range(kills):
        reported += kill_one(chance.uniform(0, LONGEST_LIFE))
    print(json.dumps(reported))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
