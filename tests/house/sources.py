"""Walk through the project's own files."""

from __future__ import annotations

import ast
import functools
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ROOT / "kam"
ELSEWHERE = {"node_modules", "var", "dist", "build", "__pycache__"}
WRITTEN = {
    "", ".cfg", ".css", ".html", ".ini", ".js", ".json", ".md", ".mjs", ".po", ".py",
    ".sh", ".svg", ".toml", ".txt", ".yaml", ".yml",
}  # fmt: skip
VENDORED = ("kam/web/static/kam/vendor/",)


def named(path: Path) -> str:
    """Return a file's path inside the project."""
    return path.relative_to(ROOT).as_posix()


def is_written(path: Path) -> bool:
    """Tell whether people of this project write this file."""
    return path.suffix in WRITTEN and not named(path).startswith(VENDORED)


def everything() -> Iterator[Path]:
    """Yield every file that people of this project write."""
    waiting = [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            hidden = path.name.startswith(".") and path.name not in {".ci", ".github"}
            if path.is_dir() and not hidden and path.name not in ELSEWHERE:
                waiting.append(path)
            elif path.is_file() and is_written(path):
                yield path


@functools.cache
def listed() -> tuple[Path, ...]:
    """List every written file once a run."""
    return tuple(everything())


def below(folder: str, *endings: str) -> Iterator[Path]:
    """Yield the written files of a folder with these endings."""
    for path in listed():
        if path.suffix in endings and named(path).startswith(folder):
            yield path


def python(folder: str = "") -> Iterator[Path]:
    """Yield Python files, without migrations."""
    return (path for path in below(folder, ".py") if "migrations" not in path.parts)


def templates() -> Iterator[Path]:
    """Yield Django templates."""
    found = below("kam/", ".html", ".txt", ".svg")
    return (path for path in found if "templates" in path.parts)


def scripts() -> Iterator[Path]:
    """Yield the scripts that run in the browser."""
    found = below("kam/", ".js", ".mjs")
    return (path for path in found if "tests" not in path.parts)


def rooms() -> list[Path]:
    """Return the folder of every app."""
    return sorted(path.parent for path in ROOMS.glob("*/__init__.py"))


@functools.cache
def text(path: Path) -> str:
    """Read a file once a run."""
    return path.read_text(encoding="utf-8")


@functools.cache
def tree(path: Path) -> ast.Module:
    """Parse a Python file once a run."""
    return ast.parse(text(path), filename=named(path))
