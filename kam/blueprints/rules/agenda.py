"""The questions of a review meeting, one at a time: what changed comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

CHANGED, LAST, NEXT = "changed", "last", "next"
QUESTIONS: Mapping[str, tuple[str, str]] = {
    "changed": (
        mark("上次评审以来，变了什么？"),
        mark("哪一条最让人意外？它对计划意味着什么？"),
    ),
    "last": (
        mark("上次定下的，做到了吗？"),
        mark("没有做到的，是做不到，还是不该做？"),
    ),
    "goals": (
        mark("离目标还有多远？"),
        mark("哪一个目标落后了？是目标不对，还是做法不对？"),
    ),
    "steps": (
        mark("哪一步卡住了？"),
        mark("缺人、缺资源，还是缺客户的一句话？谁来解？"),
    ),
    "people": (
        mark("谁动了，谁没有动？"),
        mark("下一个要提升的人是谁？由谁去？"),
    ),
    "risks": (
        mark("什么会让我们丢掉这个客户？"),
        mark("最近一次看到的迹象是什么？谁在防？"),
    ),
    "gaps": (
        mark("计划书还缺什么？"),
        mark("缺的哪一项，知道了会改变我们的做法？"),
    ),
    "next": (
        mark("下次评审之前，一定要发生的一件事是什么？"),
        mark("谁，哪一天，怎样算发生了？"),
    ),
}


@dataclass(frozen=True)
class Told:
    """What decides which questions are asked."""

    has_last: bool = False
    goals: int = 0
    steps: int = 0
    people: int = 0
    has_risks: bool = False
    missing: int = 0


def agenda(told: Told) -> tuple[str, ...]:
    """Return the questions in order: what changed comes first, what next last."""
    asked: list[str] = [CHANGED]
    if told.has_last:
        asked.append(LAST)
    if told.goals:
        asked.append("goals")
    if told.steps:
        asked.append("steps")
    if told.people:
        asked.append("people")
    asked.append("risks")
    if told.missing:
        asked.append("gaps")
    return (*asked, NEXT)


def place_of(question: str, asked: Collection[str]) -> int:
    """Return the place of a question, the first where it is not asked."""
    return list(asked).index(question) if question in asked else 0
