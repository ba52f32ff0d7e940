"""Installing Debian's packages where that is possible: as root, or through sudo."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def prefix() -> tuple[str, ...] | None:
    """Return how to run a command as root: nothing, sudo, or no way."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False).returncode == 0:
        return (sudo, "-n")
    return None


def install(*packages: str) -> bool:
    """Install packages; their output goes to standard error. Says whether it worked."""
    before = prefix()
    if before is None:
        return False
    print(f"Installing {', '.join(packages)} …", file=sys.stderr)
    commands = (
        ("apt-get", "update"),
        ("apt-get", "install", "-y", "--no-install-recommends", *packages),
    )
    return all(_ran((*before, *command)) for command in commands)


def _ran(command: tuple[str, ...]) -> bool:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        check=False,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )
    return done.returncode == 0
