"""Budgets: a function fits on a screen, a file in a head."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.house import sources
from tests.house.ledger import Finding, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

FUNCTION, MODULE, TEMPLATE, SCRIPT = 40, 300, 150, 150


def code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines; its docstring is not counted."""
    lines = node.end_lineno - node.lineno + 1
    if ast.get_docstring(node) is not None:
        doc = node.body[0]
        lines -= doc.end_lineno - doc.lineno + 1
    return lines


def long_functions(where: str, tree: ast.AST) -> Iterator[Finding]:
    """Find functions above the budget."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = code_lines(node)
            if lines > FUNCTION:
                yield Finding(f"{where}::{node.name}", f"{lines} lines > {FUNCTION}")


def long_file(where: str, text: str, budget: int) -> Iterator[Finding]:
    """Find a file above its budget."""
    lines = len(text.splitlines())
    if lines > budget:
        yield Finding(where, f"{lines} lines > {budget}")


def too_long(paths, budget):
    for path in paths:
        yield from long_file(sources.named(path), sources.text(path), budget)


def test_functions():
    judge(
        "function-length",
        (
            finding
            for path in sources.python()
            for finding in long_functions(sources.named(path), sources.tree(path))
        ),
    )


def test_modules():
    judge("module-length", too_long(sources.python(), MODULE))


def test_templates():
    judge("template-length", too_long(sources.templates(), TEMPLATE))


def test_scripts():
    judge("script-length", too_long(sources.scripts(), SCRIPT))


def test_control_a_long_function():
    body = "\n".join("    x = 1" for _ in range(FUNCTION))
    assert list(long_functions("x.py", ast.parse(f"def f():\n{body}\n")))
    short = body.replace("x = 1", '"""Doc."""', 1)
    assert not list(long_functions("x.py", ast.parse(f"def f():\n{short}\n")))


def test_control_a_long_file():
    assert list(long_file("x.py", "x\n" * (MODULE + 1), MODULE))
    assert not list(long_file("x.py", "x\n" * MODULE, MODULE))
