"""Steps to begin with, by stage of the ladder and by the term that blocks.

Drawn from the tables of method §3.19 and §3.21, which are ours and not the deck's: a
template only fills a step in, and every word of it may be changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.plans.rules.increments import (
    HIGHEST_TERM,
    STAGE,
    TOP,
    VALUE,
    Increment,
    way,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Template:
    """What a step may say: what to do, by which resource, how to know it is done."""

    what: str
    resource: str
    sign: str
    verified: bool = False


CLIMBS: dict[int, Template] = {
    1: Template(
        mark("让他记住一件与他有关的事"),
        mark("介绍资料、活动邀请"),
        mark("他说得出产品是什么、做什么用"),
    ),
    2: Template(
        mark("把他的一个问题说明白"),
        mark("类似客户的案例"),
        mark("他承认有一个它能解决的问题"),
    ),
    3: Template(
        mark("让真正的顾虑说出来，约定一小步"),
        mark("同行专家、主管同访"),
        mark("他同意了解，并定下日子"),
    ),
    4: Template(
        mark("约定试用的情形和标准"),
        mark("证据、样品或演示、培训"),
        mark("他用过一次，有记录"),
    ),
    5: Template(
        mark("一起看结果，加上下一类情形"),
        mark("应用指南、跟进"),
        mark("适用的情形里大多在用"),
    ),
    6: Template(
        mark("请他把用法讲给同行"),
        mark("服务、数据反馈"),
        mark("他当着人推荐过，或有人证实"),
    ),
}
PROTECT = Template(
    mark("给他平台，定共同目标"),
    mark("讲者角色、共同项目（须过合规）"),
    mark("双方写下了共同目标"),
)
EASES: dict[str, Template] = {
    "risk": Template(
        mark("把他做错决定的风险降下来"),
        mark("可逆的小试、同行参照、书面责任、主管或专家同访"),
        mark("他写下或当面说出同意的试用条件"),
    ),
    "switch": Template(
        mark("把转变的成本降下来"),
        mark("培训、模板、帮他向同事介绍"),
        mark("要用的人都做过一次操作"),
    ),
    "post": Template(
        mark("把采用后的成本降下来"),
        mark("由我们做评价和反馈、服务日历"),
        mark("第一份效果反馈已交给他"),
    ),
    "value": Template(
        mark("用他自己的竞争优势重讲价值"),
        mark("按他的指标算过的一页"),
        mark("他用自己的话复述了价值"),
    ),
}


@dataclass(frozen=True)
class Suggestion:
    """A step to begin with: what it moves, and the words to fill in."""

    increment: Increment | None
    template: Template


def suggest(
    a: int, b: int, term: str = "", scores: Mapping[str, int] | None = None
) -> list[Suggestion]:
    """Return the steps from A to B, the blocking term of change eased first.

    `scores` are the customer's values of the terms; a term without one, or with no
    room left, is named in words and moves no number. At the top the stage is kept.
    """
    found = [Suggestion(_ease(term, scores or {}), EASES[term])] if term else []
    found += [Suggestion(one, CLIMBS[one.before]) for one in way(a, b)]
    if a == b == TOP:
        found.append(Suggestion(None, PROTECT))
    return found


def _ease(term: str, scores: Mapping[str, int]) -> Increment | None:
    """Return a term made better by two points, or by what is left."""
    value = scores.get(term)
    if value is None:
        return None
    after = min(HIGHEST_TERM, value + 2) if term == VALUE else max(0, value - 2)
    return None if after == value else Increment(term, value, after)


def by_key(kind: str, stage: int) -> Template:
    """Return the template of a step of a kind; of a stage, from where it climbs."""
    return CLIMBS.get(stage, PROTECT) if kind == STAGE else EASES[kind]
