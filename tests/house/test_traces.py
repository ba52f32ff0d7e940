"""Nothing unfinished, and nothing that belongs to one workplace only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.house import sources
from tests.house.ledger import Finding, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

# Written in halves, so that this file does not contain what it looks for.
WORDS = [("TO", "DO"), ("FIX", "ME"), ("X", "XX")]
PLACES = [
    (r"(?<![\w.])/wo", "rk/"),
    (r"(?<![\w.])/tm", r"p\b"),
    (r"(?<![\w.])/ro", "ot/"),
    (r"(?<![\w.])/ho", r"me/\w+/"),
    (r"(?<![\w.])/Us", r"ers/\w+/"),
    ("py", r"pi\.org"),
    ("python", "hosted"),
    (r"registry\.n", "pmjs"),
    ("np", "mmirror"),
    (r"(?<!\.\./)\bsha", "red/(?:data|design|method|hooks)"),
]


def pattern(halves: list[tuple[str, str]], around: str = "") -> re.Pattern[str]:
    """Join halves into one pattern of alternatives."""
    joined = "|".join("".join(pair) for pair in halves)
    return re.compile(f"{around}(?:{joined}){around}")


UNFINISHED = pattern(WORDS, r"\b")
PRIVATE = pattern(PLACES)


def matches(where: str, text: str, wanted: re.Pattern[str]) -> Iterator[Finding]:
    """Find what is not wanted, line by line."""
    for number, line in enumerate(text.splitlines(), start=1):
        match = wanted.search(line)
        if match:
            yield Finding(where, f"line {number}: {match[0]}")


def found_everywhere(wanted):
    for path in sources.listed():
        yield from matches(sources.named(path), sources.text(path), wanted)


def test_nothing_unfinished():
    judge("unfinished", found_everywhere(UNFINISHED))


def test_nothing_private():
    judge("private-path", found_everywhere(PRIVATE))


@pytest.mark.parametrize("halves", WORDS)
def test_control_unfinished(halves):
    assert list(matches("x.py", f"# {''.join(halves)}: later", UNFINISHED))


@pytest.mark.parametrize(
    "halves",
    [
        ("open('/tm", "p/x')"),
        ("cd /wo", "rk/main"),
        ("https://py", "pi.org/simple"),
        ("see sha", "red/design/house.md"),
    ],
)
def test_control_private(halves):
    assert list(matches("x.py", "".join(halves), PRIVATE))


@pytest.mark.parametrize("sample", ["../shared/data", "/framework/x", "todo=''"])
def test_control_neither(sample):
    assert not list(matches("x.py", sample, PRIVATE))
    assert not list(matches("x.py", sample, UNFINISHED))
