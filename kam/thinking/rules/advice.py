"""Tuning the wavelength: how to speak to somebody of a preference (method §3.24).

With an unknown preference the advice is a walk round the four quadrants, one line each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.thinking.rules.preference import OPPOSITE

if TYPE_CHECKING:
    from collections.abc import Sequence

WALK = ("a", "b", "c", "d")


@dataclass(frozen=True)
class Manner:
    """How one quadrant wants to be spoken to; marked texts.

    `opening` and `close` hold a place for the message and the objective.
    """

    word: str
    opening: str
    order: str
    evidence: str
    questions: tuple[str, ...]
    close: str
    avoid: str
    felt_most: str


MANNERS: dict[str, Manner] = {
    "a": Manner(
        word=mark("什么"),
        opening=mark("先给一个数字和出处，再说%(message)s"),
        order=mark("结论 → 数据 → 出处 → 让对方质疑"),
        evidence=mark("研究数据表、成本测算表"),
        questions=(
            mark("您用哪几个指标来判断？"),
            mark("哪一份证据会让您改变看法？"),
            mark("现在的做法，一年要花多少？"),
        ),
        close=mark("按他的判断标准请他定：%(objective)s"),
        avoid=mark("夸大、四舍五入、用情绪当理由"),
        felt_most=mark("效果证据和采用后的成本"),
    ),
    "b": Manner(
        word=mark("怎样"),
        opening=mark("会前发议程；开场说明今天几步，再说%(message)s"),
        order=mark("背景 → 编号的步骤 → 谁负责 → 时间表 → 书面确认"),
        evidence=mark("检查表、操作规程、时间表"),
        questions=(
            mark("现在的流程是哪几步？哪一步最容易出错？"),
            mark("这件事要谁点头，按什么顺序？"),
            mark("万一不顺，您希望怎样退回来？"),
        ),
        close=mark("约定下一步和日期：%(objective)s"),
        avoid=mark("临时改动、迟到、跳步骤"),
        felt_most=mark("错误决策的风险和转变的步骤"),
    ),
    "c": Manner(
        word=mark("谁"),
        opening=mark("先问候人和科里的情况，再用一个人的经历说%(message)s"),
        order=mark("人 → 一个真实的故事 → 对大家意味着什么 → 一起做什么"),
        evidence=mark("同行的话、现场参观、小范围座谈"),
        questions=(
            mark("科里的人会怎么看？谁最担心？"),
            mark("要让大家放心，先跟谁说好？"),
            mark("以前换过一次，大家感觉怎样？"),
        ),
        close=mark("请他和我们一起答应一件事：%(objective)s"),
        avoid=mark("只讲数据、催促、冷落在场的同事"),
        felt_most=mark("人际上的风险"),
    ),
    "d": Manner(
        word=mark("为什么"),
        opening=mark("先画全景：三年后会怎样，再说%(message)s"),
        order=mark("全局 → 可能性 → 几个选择 → 先试一个"),
        evidence=mark("概念图、愿景页、试点设想"),
        questions=(
            mark("三年后您希望这里是什么样子？"),
            mark("如果没有限制，您会怎么做？"),
            mark("哪一处最值得先试一试？"),
        ),
        close=mark("提一个小试验请他选：%(objective)s"),
        avoid=mark("长篇细节、死板的流程、照着手册念"),
        felt_most=mark("价值和机会"),
    ),
}


@dataclass(frozen=True)
class Advice:
    """What to do for somebody: the quadrants to speak to, in their order.

    `is_walk` says that the preference is unknown and all four get a line each;
    `lean` is the quadrant least preferred, which is left to the last.
    """

    quadrants: tuple[str, ...]
    is_walk: bool
    lean: str = ""

    @property
    def manners(self) -> list[Manner]:
        """How each of them wants to be spoken to."""
        return [MANNERS[q] for q in self.quadrants]


def advise(primaries: Sequence[str]) -> Advice:
    """Return whom to speak to: the primaries in their order, or all four in turn."""
    if not primaries:
        return Advice(WALK, is_walk=True)
    lean = OPPOSITE[primaries[0]]
    return Advice(
        tuple(primaries), is_walk=False, lean="" if lean in primaries else lean
    )
