"""Let a program that a test starts end with that test: ``tied.py PROGRAM ARGUMENT…``.

The program keeps the number of this process. Beside it stays a watcher that reads its
standard input, the other end of which the test run holds. When that closes, because
the run ended or was killed, the program has a while to end by itself; then it is asked
to, and at last made to.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

WHILE = float(os.environ.get("KAM_TESTS_TIED", "20"))
UNTIL_FORCED = 10
GLANCE = 0.2


def tied(command: list[str]) -> list[str]:
    """Return the command that runs another one tied to the pipe at its input."""
    return [sys.executable, str(Path(__file__).resolve()), *command]


def watch(program: int) -> None:
    """Wait until nobody holds the pipe any more, then see to the program's end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    while os.read(0, 4096):
        pass
    for wait, last in ((WHILE, signal.SIGTERM), (UNTIL_FORCED, signal.SIGKILL)):
        if ended(program, within=wait):
            return
        os.kill(program, last)


def ended(program: int, *, within: float) -> bool:
    """Say whether the program, this process's parent, ends within some seconds."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if os.getppid() != program:
            return True
        time.sleep(GLANCE)
    return False


if __name__ == "__main__":
    parent = os.getpid()
    if os.fork() == 0:
        watch(parent)
        sys.exit()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 - the test's own command
