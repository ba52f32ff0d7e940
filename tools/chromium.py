"""Find Chromium, or install it, and print where it is.

Order: ``KAM_CHROMIUM``, the search path, Debian's package as root, Debian's package
through ``sudo -n``; where none works, one sentence says how to go on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VARIABLE = "KAM_CHROMIUM"
INSTALL = (
    ("apt-get", "update"),
    ("apt-get", "install", "-y", "--no-install-recommends", "chromium"),
)
SENTENCE = (
    "Chromium is missing and cannot be installed from here: install the package "
    f"chromium as an administrator, or set {VARIABLE} to its path."
)


class ChromiumMissingError(Exception):
    """There is no Chromium and no way to install one."""


def found() -> str | None:
    """Return the path of an installed Chromium."""
    named = os.environ.get(VARIABLE)
    if named:
        if shutil.which(named):
            return named
        message = f"{VARIABLE}={named} is not a program."
        raise ChromiumMissingError(message)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


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


def install() -> None:
    """Install Debian's package; its output goes to standard error."""
    before = prefix()
    if before is None:
        raise ChromiumMissingError(SENTENCE)
    print("Installing Chromium …", file=sys.stderr)
    for command in INSTALL:
        done = subprocess.run(
            [*before, *command],
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        if done.returncode != 0:
            raise ChromiumMissingError(SENTENCE)


def ensure() -> str:
    """Return the path of Chromium, installing it when it is missing."""
    path = found()
    if path is None:
        install()
        path = found()
    if path is None:
        raise ChromiumMissingError(SENTENCE)
    return path


def main() -> int:
    """Print the path; 1 and one sentence where there is none."""
    try:
        print(ensure())
    except ChromiumMissingError as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
