"""Doors and pages never open a table: reading begins with ``visible_to(user)``."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.house import sources
from tests.house.ledger import Finding, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOMS = {"views", "api", "pages"}
TABLES = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}


def opened_tables(where: str, tree: ast.AST) -> Iterator[Finding]:
    """Find reads that do not ask who is reading."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            if node.value.attr in TABLES and node.attr != "visible_to":
                yield Finding(
                    where, f"line {node.lineno}: .{node.value.attr}.{node.attr}"
                )
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            first = node.args[0] if node.args else None
            bare = isinstance(first, ast.Name) and first.id[:1].isupper()
            if node.func.id in SHORTCUTS and bare:
                yield Finding(where, f"line {node.lineno}: {node.func.id}({first.id}")


def is_door(path) -> bool:
    inside = {path.stem, path.parent.name} & ROOMS
    return bool(inside) and "tests" not in path.parts


def test_doors_and_pages():
    judge(
        "reading",
        (
            finding
            for path in sources.python("kam/")
            if is_door(path)
            for finding in opened_tables(sources.named(path), sources.tree(path))
        ),
    )


@pytest.mark.parametrize(
    "sample",
    [
        "Account.objects.all()",
        "models.Account.objects.filter(name='x')",
        "Account._default_manager.get(pk=1)",
        "get_object_or_404(Account, pk=1)",
    ],
)
def test_control_an_opened_table(sample):
    assert list(opened_tables("views.py", ast.parse(sample)))


def test_control_a_scoped_read():
    good = "Account.objects.visible_to(user).filter(name='x')"
    assert not list(opened_tables("views.py", ast.parse(good)))
