"""What a plan has to fulfil (method §3.17): what is refused, and what is missing.

A fault refuses the change that brings it. A gap may stand in a draft; it keeps a plan
from becoming active, and a step from being done.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.plans.rules.increments import KINDS, LOWEST, TOP, Increment, unclimbed
from kam.plans.rules.limits import PERCENT, USUAL, Limits
from kam.plans.rules.progress import DROPPED, Move, cycle_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


@dataclass(frozen=True)
class Remark:
    """One thing to mend: where it is, what it is; `step` is None for the plan."""

    key: str
    text: str
    step: int | None = None
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Aim:
    """A and B as stages, by when, and the potential of the account where known."""

    a: int
    b: int
    by: date | None = None
    potential: int | None = None


LOST = mark("这个客户已经流失或归档，不能再做计划；先恢复客户")
BACKWARDS = mark("B 低于 A：计划要往前走，至少守住现在的一级")
OFF_LADDER = mark("应用周期只有第 1 到第 7 级")
TOO_FAR = mark("一步最多上一级，或让一项转变因素好一点；请拆成几步")
NO_GAIN = mark("这一步没有往前：级别和价值要升，风险和成本要降")
UNKNOWN_KIND = mark("一步只改变应用周期的一级，或转变的一项")
OFF_SCALE = mark("这个数不在量表上")
CIRCLE = mark("步骤互相等待，成了一个圈")
STRANGER = mark("等的那一步不在这个计划里")
MISSING: dict[str, str] = {
    "increment": mark("还没有写这一步改变什么"),
    "owner": mark("还没有负责人"),
    "due": mark("还没有期限"),
    "resource": mark("还没有资源"),
    "sign": mark("还没有完成的标志"),
}
UNWRITTEN: dict[str, str] = {
    "now": mark("A 还没有写成话：客户现在怎样"),
    "goal": mark("B 还没有写成话：要走到哪里"),
}
UNCLIMBED = mark("从第 %(before)s 级到第 %(after)s 级，还没有步骤")
NO_STEPS = mark("还没有步骤")
NO_DAY = mark("还没有写到哪天要走到 B")
TOO_LATE = mark("这一步的期限晚于整个计划的期限")
BEFORE_ITS_TURN = mark("这一步的期限早于它要等的那一步")
OVER_BUDGET = mark("投入合计超过了客户潜力的 %(percent)s%%")


def faults_of_aim(aim: Aim) -> list[Remark]:
    """Return why a plan with this aim is refused."""
    if not (LOWEST <= aim.a <= TOP and LOWEST <= aim.b <= TOP):
        return [Remark("ladder", OFF_LADDER)]
    return [Remark("backwards", BACKWARDS)] if aim.b < aim.a else []


def fault_of_increment(increment: Increment) -> str:
    """Return why a step with this increment is refused, "" where it is not."""
    if increment.kind not in KINDS:
        return UNKNOWN_KIND
    if not increment.is_on_scale:
        return OFF_SCALE
    if increment.gain < 1:
        return NO_GAIN
    return "" if increment.is_small else TOO_FAR


def faults_of_steps(moves: Sequence[Move]) -> list[Remark]:
    """Return why steps are refused: no increment, a stranger, a circle."""
    keys = {move.key for move in moves}
    found = [
        Remark("increment", fault, move.key)
        for move in moves
        if move.increment and (fault := fault_of_increment(move.increment))
    ]
    found += [
        Remark("stranger", STRANGER, move.key)
        for move in moves
        if move.after is not None and move.after not in keys
    ]
    circle = cycle_in({move.key: move.after for move in moves})
    return found + [Remark("circle", CIRCLE, key) for key in circle]


def missing_of(move: Move) -> list[str]:
    """Return the names of what a step still lacks, in the order of the page."""
    return [name for name in MISSING if getattr(move, name) in (None, "")]


def gaps_of(aim: Aim, moves: Sequence[Move]) -> list[Remark]:
    """Return what a plan still lacks before it can be carried out."""
    kept = [move for move in moves if move.state != DROPPED]
    found = [] if aim.by else [Remark("by", NO_DAY)]
    if not kept:
        return [*found, Remark("steps", NO_STEPS)]
    found += [
        Remark(name, MISSING[name], move.key)
        for move in kept
        for name in missing_of(move)
    ]
    climbs = [move.increment for move in kept if move.increment is not None]
    return found + [
        Remark("way", UNCLIMBED, params={"before": one.before, "after": one.after})
        for one in unclimbed(aim.a, aim.b, climbs)
    ]


def unwritten_of(words: Mapping[str, str]) -> list[Remark]:
    """Return which of A and B are stages only; it stops nothing, and is not complete.

    `words` are the texts by name.
    """
    return [Remark(name, text) for name, text in UNWRITTEN.items() if not words[name]]


def warnings_of(
    aim: Aim, moves: Sequence[Move], limits: Limits = USUAL
) -> list[Remark]:
    """Return what should be looked at, and stops nothing: days out of order, money."""
    kept = {move.key: move for move in moves if move.state != DROPPED}
    found = [
        Remark("late", TOO_LATE, key)
        for key, move in kept.items()
        if aim.by and move.due and move.due > aim.by
    ]
    found += [
        Remark("turn", BEFORE_ITS_TURN, key)
        for key, move in kept.items()
        if _comes_too_early(move, kept)
    ]
    if is_over_budget(aim, list(kept.values()), limits):
        found.append(
            Remark("budget", OVER_BUDGET, params={"percent": f"{limits.budget:g}"})
        )
    return found


def _comes_too_early(move: Move, kept: Mapping[int, Move]) -> bool:
    before = kept.get(move.after) if move.after is not None else None
    if before is None or before.due is None or move.due is None:
        return False
    return move.due < before.due


def is_over_budget(aim: Aim, moves: Sequence[Move], limits: Limits = USUAL) -> bool:
    """Say whether what is planned goes beyond its share of the potential."""
    if aim.potential is None:
        return False
    planned = sum(move.planned or 0 for move in moves)
    return planned * PERCENT > aim.potential * limits.budget
