"""Single-thread risk (单线风险, method §3.6): how many people, in how many layers.

A key account is an organisation in which we know at least two people in at least
two layers. Somebody without a layer counts as a person, but not as a layer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LAYERS = ("decision", "management", "expert", "purchasing", "support")
ENOUGH = 2
# Method §3.10 gives the reason of these weights; the numbers are ours.
WEIGHTS = {
    "decision": 0.35,
    "management": 0.25,
    "expert": 0.20,
    "purchasing": 0.12,
    "support": 0.08,
}


@dataclass(frozen=True)
class Risk:
    """Why an account hangs on a single thread; `why` and `todo` are marked texts."""

    key: str
    why: str
    todo: str
    params: Mapping[str, object] = field(default_factory=dict)


def single_thread(layers: Sequence[str]) -> Risk | None:
    """Judge the layers of the active people; "" is somebody without a layer."""
    known = {layer for layer in layers if layer}
    if len(layers) >= ENOUGH and len(known) >= ENOUGH:
        return None
    if not layers:
        return Risk(
            "nobody",
            mark("还没有认识任何人"),
            mark("先找到一位能介绍情况的人"),
        )
    if len(layers) < ENOUGH:
        return Risk(
            "one",
            mark("只有 1 位在联系的个体"),
            mark("请这一位引见另一个层级的人"),
        )
    blank = sum(not layer for layer in layers)
    if not known:
        return Risk(
            "no-layer",
            mark("%(n)s 位都没有写层级，看不出覆盖了几个层级"),
            mark("先补上每个人的层级"),
            {"n": len(layers)},
        )
    if blank:
        return Risk(
            "unsure",
            mark("写了层级的人都在同一层，另有 %(n)s 位没有写层级"),
            mark("先补上他们的层级，再看要不要找别的层级"),
            {"n": blank},
        )
    return Risk(
        "one-layer",
        mark("%(n)s 位都在同一个层级"),
        mark("请他们引见另一个层级的人"),
        {"n": len(layers)},
    )


def uncovered(layers: Sequence[str]) -> tuple[str, ...]:
    """Return the layers in which nobody is known, the weightiest first."""
    return tuple(layer for layer in LAYERS if layer not in set(layers))


def coverage(layers: Sequence[str]) -> int:
    """Return in how many of the five layers somebody is known."""
    return len(set(LAYERS) & set(layers))
