"""Find LibreOffice, or install it, and print where it is.

Order: ``KAM_OFFICE``, the search path, Debian's packages as root, or through
``sudo -n``. Where none works, one sentence says so, and tests that need it
are counted aloud.
"""

from __future__ import annotations

import os
import shutil
import sys

from tools.debian import install

NAMES = ("soffice", "libreoffice")
VARIABLE = "KAM_OFFICE"
PACKAGES = ("libreoffice-impress", "libreoffice-writer", "libreoffice-calc")
SENTENCE = (
    "LibreOffice is missing and cannot be installed from here: the tests of office "
    f"files do not run. Install {', '.join(PACKAGES)}, or set {VARIABLE} to its path."
)


def found() -> str | None:
    """Return the path of an installed LibreOffice."""
    named = os.environ.get(VARIABLE)
    names = (named,) if named else NAMES
    return next((path for name in names if (path := shutil.which(name))), None)


def main() -> int:
    """Print the path, or the sentence; a machine without it has not failed."""
    path = found()
    if path is None and install(*PACKAGES):
        path = found()
    print(path or SENTENCE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
