"""The strict policy of the browser: nothing inline in templates or in markup."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.house import sources
from tests.house.ledger import Finding, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

INLINE = {
    "an inline style": re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*type=\"(?:application|importmap)/)[^>]*>",
        re.IGNORECASE,
    ),
    "an inline event": re.compile(
        r"<[^>]*\s(?:on[a-z]+|hx-on[\w:.-]*)\s*=", re.IGNORECASE
    ),
    "a javascript address": re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "an evaluated hx-vals": re.compile(
        r"hx-(?:vals|headers)\s*=\s*[\"']js:", re.IGNORECASE
    ),
}
COMMENT = re.compile(
    r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.DOTALL
)


def inline_in(where: str, markup: str) -> Iterator[Finding]:
    """Find what the strict policy would refuse."""
    seen = COMMENT.sub("", markup)
    for what, pattern in INLINE.items():
        match = pattern.search(seen)
        if match:
            yield Finding(where, f"{what}: {match[0][:80]!r}")


def inline_in_python(where: str, tree: ast.AST) -> Iterator[Finding]:
    """Find the same in markup that Python writes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from inline_in(where, node.value)


def test_templates_and_markup():
    found = []
    for path in sources.templates():
        found += inline_in(sources.named(path), sources.text(path))
    for path in sources.python("kam/"):
        if "tests" not in path.parts:
            found += inline_in_python(sources.named(path), sources.tree(path))
    judge("inline", found)


@pytest.mark.parametrize(
    "sample",
    [
        '<p style="width: 3px">',
        '<rect style="x: {{ x }}">',
        "<style>",
        "<script>alert(1)</script>",
        '<script type="module">1</script>',
        '<button class="btn" onclick="go()">',
        '<form hx-on:submit="go()">',
        '<a href="javascript:go()">',
        "<div hx-vals='js:{a: go()}'>",
    ],
)
def test_control_inline(sample):
    assert list(inline_in("x.html", sample))
    assert list(inline_in_python("x.py", ast.parse(repr(sample))))


@pytest.mark.parametrize(
    "sample",
    [
        '<link rel="stylesheet" href="x.css">',
        '<script src="{% static \'x.js\' %}" type="module" defer></script>',
        '<script type="application/json" id="x">{}</script>',
        '<p class="style-guide" data-on="1">{% if one == two %}',
        "{# <p style=''> #}",
    ],
)
def test_control_not_inline(sample):
    assert not list(inline_in("x.html", sample))
