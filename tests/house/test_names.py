"""Names are the field's words; a word that says nothing is banned."""

from __future__ import annotations

import ast
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from tests.house import sources
from tests.house.ledger import Finding, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

BANNED = {
    "util", "utils", "helper", "helpers", "data", "info", "process", "handle",
}  # fmt: skip
# A manager is a person here, so only a class may not be called one.
THINGS_ONLY = {"manager", "managers"}
# Names that a framework looks for.
FRAMEWORK = {
    "handle", "process_request", "process_response", "process_view", "data",
    "process_exception", "process_template_response", "get_context_data",
    "setUpTestData", "process_bind_param", "pytest_xdist_setupnodes",
}  # fmt: skip


def words(name: str) -> set[str]:
    """Split snake case and camel case into lower-case words."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return set(apart.lower().replace("-", "_").split("_"))


def methods(tree: ast.AST) -> set[ast.AST]:
    """Return the functions that stand inside a class."""
    return {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for inner in node.body
    }


def banned_names(where: str, tree: ast.AST) -> Iterator[Finding]:
    """Find functions and classes whose name says nothing."""
    inside = methods(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            said = words(node.name) & (BANNED | THINGS_ONLY)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            excused = node in inside and node.name in FRAMEWORK
            excused = excused or node.name.startswith("test_")
            said = set() if excused else words(node.name) & BANNED
        else:
            continue
        if said:
            yield Finding(f"{where}::{node.name}", f"says {', '.join(sorted(said))}")


def banned_paths(where: str) -> Iterator[Finding]:
    """Find files and folders whose name says nothing."""
    for part in PurePosixPath(where).parts:
        said = words(part.split(".")[0]) & (BANNED | THINGS_ONLY)
        if said:
            yield Finding(where, f"{part} says {', '.join(sorted(said))}")


def test_names():
    found = [
        finding
        for path in sources.python()
        for finding in banned_names(sources.named(path), sources.tree(path))
    ]
    written = (*sources.python(), *sources.templates(), *sources.scripts())
    for path in written:
        found += banned_paths(sources.named(path))
    judge("banned-name", found)


@pytest.mark.parametrize(
    "sample",
    ["def get_data(): ...", "class AccountManager: ...", "def process(rows): ...",
     "class VisitHelper: ...", "def handle(): ..."],
)  # fmt: skip
def test_control_a_name_that_says_nothing(sample):
    assert list(banned_names("x.py", ast.parse(sample)))


@pytest.mark.parametrize(
    "sample",
    ["def manager_of(team): ...", "class Command:\n  def handle(self): ...",
     "def database(): ...", "def informed(): ..."],
)  # fmt: skip
def test_control_a_name_that_is_fine(sample):
    assert not list(banned_names("x.py", ast.parse(sample)))


def test_control_a_file_that_says_nothing():
    assert list(banned_paths("kam/visits/utils.py"))
    assert list(banned_paths("kam/visits/date_helpers.py"))
    assert not list(banned_paths("kam/visits/queries.py"))
