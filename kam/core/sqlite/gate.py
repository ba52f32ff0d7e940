"""One gate in front of SQLite: whoever writes passes through it, one at a time.

SQLite's own waiting is unfair: under eight writers some wait for seconds or fail.
The gate is an advisory lock on a file of its own, never on the database file.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import cast

from kam.core.errors import Busy
from kam.core.text import mark

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no flock
    fcntl = None  # type: ignore[assignment]

LONGEST_WAIT = 5.0


class WriteGate:
    """A lock file held from the start of a write transaction to its end."""

    def __init__(self, path: str | None, longest_wait: float = LONGEST_WAIT) -> None:
        self.path = path if fcntl else None
        self.longest_wait = longest_wait
        self._descriptor: int | None = None
        self.held = False

    def acquire(self) -> None:
        """Pass the gate, or say Busy after the longest wait."""
        if self.path is None or self.held:
            return
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._wait()
        self.held = True

    def _wait(self) -> None:
        """Queue in the kernel, which is fair, without waiting for ever."""
        descriptor = cast("int", self._descriptor)
        decision = threading.Lock()
        turn, given_up = threading.Event(), threading.Event()

        def queue() -> None:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            with decision:
                turn.set()
                if given_up.is_set():
                    os.close(descriptor)

        threading.Thread(target=queue, daemon=True).start()
        turn.wait(self.longest_wait)
        with decision:
            if turn.is_set():
                return
            given_up.set()
        self._descriptor = None
        raise Busy(
            why=mark("另一项写入超过五秒没有结束"),
            todo=mark("内容还在，请稍后再保存一次"),
        )

    def release(self) -> None:
        """Let the next writer pass."""
        if self.held and self._descriptor is not None:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        self.held = False

    def close(self) -> None:
        """Give the lock and its file back."""
        self.release()
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def gate_path(database: object) -> str | None:
    """Return the gate's file beside the database, or None for one in memory."""
    name = str(database)
    if name == ":memory:" or name.startswith("file:") or "mode=memory" in name:
        return None
    return str(Path(name).with_name(Path(name).name + ".gate"))
