"""Keep one PostgreSQL server alive exactly as long as the test run that asked for it.

Started by ``tests.plugins.postgres`` as its own process with a pipe as standard
input. When the pipe closes, because the run ended or was killed, the server is
stopped and its folder removed. So no server and no folder outlives a crash.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

SECONDS_TO_STOP = 10


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ask the server to stop fast, then insist."""
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)
    try:
        server.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def main() -> int:
    """Run the server until standard input closes."""
    parser = argparse.ArgumentParser(description="keep a PostgreSQL server for tests")
    parser.add_argument("--user", help="the system user that owns the server")
    parser.add_argument("folder", type=Path, help="removed at the end")
    parser.add_argument("command", nargs="+")
    asked = parser.parse_args()
    log = (asked.folder / "server.log").open("wb")
    server = subprocess.Popen(
        asked.command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd=asked.folder,
        user=asked.user,
        group=None,
        env={**os.environ, "HOME": str(asked.folder)},
    )
    sys.stdin.buffer.read()
    stop(server)
    shutil.rmtree(asked.folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
