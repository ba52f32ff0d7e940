"""Find Chromium, or install it, and print where it is.

Order: ``KAM_CHROMIUM``, the search path, Debian's package as root, Debian's package
through ``sudo -n``; where none works, one sentence says how to go on.
"""

from __future__ import annotations

import os
import shutil
import sys

from tools.debian import install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VARIABLE = "KAM_CHROMIUM"
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


def ensure() -> str:
    """Return the path of Chromium, installing it when it is missing."""
    path = found()
    if path is None:
        if not install("chromium"):
            raise ChromiumMissingError(SENTENCE)
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
