"""The tree of how somebody thinks of their work: concept, classes, methods.

A node hangs only on the step before its own, so the tree is three deep and no
chain of parents can close into a circle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CONCEPT, CLASS, METHOD = "concept", "class", "method"
STEPS = (CONCEPT, CLASS, METHOD)
MOST_NODES = 200


@dataclass(frozen=True)
class Node:
    """One node: which it is, what it hangs on, and which step it is."""

    id: int
    parent_id: int | None
    kind: str


@dataclass(frozen=True)
class Spot:
    """Where a node is drawn: its column, and its row (a parent stands midway)."""

    id: int
    parent_id: int | None
    column: int
    row: float


@dataclass(frozen=True)
class Layout:
    """Nodes in reading order, and how many rows they take."""

    spots: Sequence[Spot]
    rows: int


def may_hang(kind: str, parent_kind: str | None) -> bool:
    """Say whether a node of this kind may hang on that one (None: on nothing)."""
    if kind not in STEPS:
        return False
    step = STEPS.index(kind)
    return parent_kind == (STEPS[step - 1] if step else None)


def below(kind: str) -> str:
    """Return the kind that hangs on this one, or nothing below a method."""
    step = STEPS.index(kind) + 1
    return STEPS[step] if step < len(STEPS) else ""


def lay_out(nodes: Iterable[Node]) -> Layout:
    """Place every node: each one without children takes a row of its own.

    A node whose parent is missing is left out; every node is placed at most once.
    """
    children: dict[int | None, list[Node]] = {}
    for node in nodes:
        children.setdefault(node.parent_id, []).append(node)
    spots: list[Spot] = []
    free = 0
    for root in children.get(None, []):
        free = _place(root, children, spots, free)
    return Layout(spots, free)


def _place(
    node: Node, children: dict[int | None, list[Node]], spots: list[Spot], free: int
) -> int:
    """Place a node with all below it; return the next free row."""
    start, at = free, len(spots)
    for child in children.get(node.id, []):
        if may_hang(child.kind, node.kind):
            free = _place(child, children, spots, free)
    free = max(free, start + 1)
    middle = (start + free - 1) / 2
    column = STEPS.index(node.kind)
    spots.insert(at, Spot(node.id, node.parent_id, column, middle))
    return free
