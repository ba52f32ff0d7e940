"""Why should the customer change? Four terms, two views (method §3.21).

The deck names the terms and draws both views; scale, index and bands are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.change.rules.limits import Limits
from kam.core.marking import mark
from kam.judgements.rules.scales import TERMS

if TYPE_CHECKING:
    from collections.abc import Mapping

COSTS = ("risk", "switch", "post")
VALUE = "value"
HIGHEST = 10
CEILING = 10.0
BANDS = ("not-ready", "undecided", "favourable", "ready")


@dataclass(frozen=True)
class Term:
    """What one side thinks of one term; a guess was not probed."""

    value: float
    is_probed: bool = True


@dataclass(frozen=True)
class Index:
    """The change-readiness index of the customer's view.

    `value` is None while it is a guess or a term is missing; `low` and `high` hold
    what unprobed terms leave open, None while too little was probed.
    """

    value: float | None
    low: float | None
    high: float | None
    probed: int
    is_guess: bool


def cri(value: float, risk: float, switch: float, post: float) -> float:
    """Return value ÷ (risk + switch + post), at most `CEILING`.

    Nothing gained is 0 whatever it costs; something gained at no cost is the ceiling.
    """
    costs = risk + switch + post
    if value <= 0:
        return 0.0
    if costs <= 0:
        return CEILING
    return min(CEILING, value / costs)


def index_of(customer: Mapping[str, Term], limits: Limits | None = None) -> Index:
    """Return the index of the customer's terms; our own view takes no part."""
    limits = limits or Limits()
    probed = sum(term.is_probed for term in customer.values())
    if probed < limits.probed:
        return Index(None, None, None, probed, is_guess=True)
    known = {name: term.value for name, term in customer.items()}
    complete = all(name in known for name in TERMS)
    if complete and probed == len(TERMS):
        exact = cri(**known)
        return Index(exact, exact, exact, probed, is_guess=False)
    spans = {name: span_of(customer.get(name), limits) for name in TERMS}
    low = {name: span[0] for name, span in spans.items()}
    high = {name: span[1] for name, span in spans.items()}
    return Index(
        value=cri(**known) if complete else None,
        low=cri(low[VALUE], *(high[name] for name in COSTS)),
        high=cri(high[VALUE], *(low[name] for name in COSTS)),
        probed=probed,
        is_guess=False,
    )


def span_of(term: Term | None, limits: Limits) -> tuple[float, float]:
    """Return between what a term may lie: exact when probed, anything when missing."""
    if term is None:
        return 0.0, float(HIGHEST)
    if term.is_probed:
        return term.value, term.value
    spread = limits.spread
    return max(0.0, term.value - spread), min(float(HIGHEST), term.value + spread)


def shares(side: Mapping[str, Term]) -> dict[str, float]:
    """Return each term as a part of its side's sum; all nought where the sum is."""
    total = sum(term.value for term in side.values())
    return {n: term.value / total if total else 0.0 for n, term in side.items()}


def gaps(ours: Mapping[str, Term], customer: Mapping[str, Term]) -> dict[str, float]:
    """Return customer's share minus our share of each term, where both are complete."""
    if any(name not in side for side in (ours, customer) for name in TERMS):
        return {}
    mine, theirs = shares(ours), shares(customer)
    return {name: theirs[name] - mine[name] for name in TERMS}


@dataclass(frozen=True)
class Block:
    """The term that blocks, and whether the gap or, without our view, its size says."""

    term: str
    by_gap: bool


def blocking(ours: Mapping[str, Term], customer: Mapping[str, Term]) -> Block | None:
    """Return the cost term with the largest positive gap.

    Where a view is incomplete, it is the cost the customer holds largest. Of equal
    ones the earlier in the deck's order counts.
    """
    told = gaps(ours, customer)
    if told:
        worst = max(COSTS, key=lambda name: told[name])
        return Block(worst, by_gap=True) if told[worst] > 0 else None
    held = [name for name in COSTS if name in customer and customer[name].value > 0]
    if not held:
        return None
    return Block(max(held, key=lambda name: customer[name].value), by_gap=False)


def band_of(index: float, limits: Limits | None = None) -> str:
    """Return the band of an index."""
    edges = (limits or Limits()).edges
    return BANDS[sum(index >= edge for edge in edges)]


NOTES: dict[str, str] = {
    "risk": mark("责任、人际关系"),
    "switch": mark("掌握使用、介绍给他人"),
    "post": mark("评价效果、定期反馈"),
    "value": mark("竞争优势"),
}


@dataclass(frozen=True)
class Lever:
    """One thing that lowers a term: a short name, and what is done."""

    name: str
    text: str


LEVERS: dict[str, tuple[Lever, ...]] = {
    "risk": (
        Lever(mark("可逆小试"), mark("小范围、可随时退回的试用，先定好退回的条件")),
        Lever(mark("同行参照"), mark("请他认得的同行讲过程，不只讲结果")),
        Lever(mark("书面责任"), mark("把出了问题谁负责写下来")),
        Lever(mark("主管或专家同访"), mark("让有分量的人当面承担一句话")),
    ),
    "switch": (
        Lever(mark("培训"), mark("按班次教会要用的人，留一页步骤")),
        Lever(mark("模板"), mark("把要改的表格和流程替他改好")),
        Lever(mark("帮他介绍"), mark("和他一起向同事讲为什么换")),
    ),
    "post": (
        Lever(mark("我们来评价"), mark("由我们收集、整理效果和反馈")),
        Lever(mark("服务日历"), mark("写明谁在哪天来做什么")),
    ),
    "value": (Lever(mark("换一种说法"), mark("用他自己的竞争优势来讲价值")),),
}

# What to ask where a term was not probed; open, and about their world.
QUESTIONS: dict[str, str] = {
    "risk": mark("如果换了，您最担心出什么事？由谁来担？"),
    "switch": mark("要换成一套新做法，哪一步最难交代？"),
    "post": mark("用上以后，您每个月会多出哪些事？"),
    "value": mark("换了以后，什么变化会让您的部门更有优势？"),
}
# The value first, since without it the index says nothing; then the costs in order.
ASKED_FIRST = (VALUE, *COSTS)


def next_to_ask(customer: Mapping[str, Term]) -> str:
    """Return the term to probe next, "" where all were probed."""
    open_terms = (
        name
        for name in ASKED_FIRST
        if name not in customer or not customer[name].is_probed
    )
    return next(open_terms, "")
