"""Migrations are named by intent, one linear line, and go back as well as forth."""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.house import sources
from tests.house.ledger import Finding, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

INTENT = re.compile(r"^\d{4}_[a-z][a-z0-9_]*$")
MACHINE = re.compile(r"_auto_|_and_more$|_squashed_")
TWO_WAYS = {"RunPython": "reverse_code", "RunSQL": "reverse_sql"}


def unclear_names(room: str, stems: list[str]) -> Iterator[Finding]:
    """Find names a machine made, and two migrations with one number."""
    for stem in stems:
        if not INTENT.match(stem) or MACHINE.search(stem):
            yield Finding(f"kam/{room}/migrations/{stem}.py", "is not named by intent")
    for number, count in Counter(stem[:4] for stem in stems).items():
        if count > 1:
            yield Finding(f"kam/{room}/migrations", f"{count} are numbered {number}")


def one_way(where: str, tree: ast.AST) -> Iterator[Finding]:
    """Find steps that cannot be undone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = {word.arg for word in node.keywords}
            if name in TWO_WAYS and len(node.args) < 2 and TWO_WAYS[name] not in given:
                yield Finding(where, f"{name} without {TWO_WAYS[name]}")


def migrations(room):
    return sorted((room / "migrations").glob("[0-9]*.py"))


def test_migrations():
    found = []
    for room in sources.rooms():
        files = migrations(room)
        found += unclear_names(room.name, [path.stem for path in files])
        for path in files:
            found += one_way(sources.named(path), sources.tree(path))
    judge("migration", found)


@pytest.mark.parametrize(
    "stems",
    [["0002_auto_20261124_0900"], ["0002_a_b_and_more"], ["2_x"], ["0001_a", "0001_b"]],
)
def test_control_unclear_names(stems):
    assert list(unclear_names("visits", stems))


def test_control_clear_names():
    assert not list(unclear_names("visits", ["0001_visits", "0002_next_objective"]))


def test_control_a_step_without_return():
    assert list(one_way("x.py", ast.parse("migrations.RunPython(fill)")))
    assert list(one_way("x.py", ast.parse("RunSQL('x')")))
    assert not list(one_way("x.py", ast.parse("migrations.RunPython(fill, empty)")))
