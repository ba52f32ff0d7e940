"""Objectives: a closed set of rules that read their value from records.

Nobody types a value. A rule that finds no records says so; it never says nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

MONEY, COUNT, PERCENT, PLATFORM = "money", "count", "percent", "platform"
RANKS = {"market": 1, "working": 2, "purchase": 3}
REACHED, ON_TRACK, BEHIND, MISSED, UNKNOWN = (
    "reached",
    "on-track",
    "behind",
    "missed",
    "unknown",
)
LOWEST_STAGE, TOP_STAGE, FULL = 1, 7, 100


@dataclass(frozen=True)
class Sums:
    """What a year has brought so far; `n` counts the records behind it."""

    value: int = 0
    n: int = 0


@dataclass(frozen=True)
class Records:
    """What the rules read: two years of sums, and where things stand on a day."""

    day: date
    bought: tuple[Sums, Sums] = (Sums(), Sums())
    won: tuple[Sums, Sums] = (Sums(), Sums())
    stages: tuple[int, ...] = ()
    deciders_met: int = 0
    visits: int = 0
    visits_with_next: int = 0
    platform: str = ""
    placed_on: date | None = None
    steps: int = 0
    steps_done: int = 0


@dataclass(frozen=True)
class Reading:
    """A value with its day and how many records it rests on; None says `why`."""

    value: int | None
    day: date
    n: int = 0
    why: str = ""


@dataclass(frozen=True)
class Rule:
    """One measure: its unit, whether it asks for a stage, and how it reads."""

    unit: str
    read: Callable[[Records, int | None], Reading]
    asks: str = ""
    sums_up: bool = False


def _sum(sums: Sums, day: date, why: str) -> Reading:
    return Reading(sums.value if sums.n else None, day, sums.n, "" if sums.n else why)


def _share(part: int, whole: int, day: date, why: str) -> Reading:
    if not whole:
        return Reading(None, day, 0, why)
    return Reading(FULL * part // whole, day, whole)


def _purchases(told: Records, _threshold: int | None) -> Reading:
    return _sum(told.bought[0], told.day, mark("本年还没有采购记录"))


def _won(told: Records, _threshold: int | None) -> Reading:
    return _sum(told.won[0], told.day, mark("本年还没有赢单"))


def _people_at(told: Records, threshold: int | None) -> Reading:
    n = len(told.stages)
    if not n:
        return Reading(None, told.day, 0, mark("还没有人判断过应用周期"))
    return Reading(sum(s >= (threshold or 1) for s in told.stages), told.day, n)


def _decision_met(told: Records, _threshold: int | None) -> Reading:
    if not told.visits:
        return Reading(None, told.day, 0, mark("本年还没有拜访记录"))
    return Reading(told.deciders_met, told.day, told.visits)


def _next_step(told: Records, _threshold: int | None) -> Reading:
    why = mark("本年还没有拜访记录")
    return _share(told.visits_with_next, told.visits, told.day, why)


def _platform(told: Records, _threshold: int | None) -> Reading:
    rank = RANKS.get(told.platform)
    if rank is None or told.placed_on is None:
        return Reading(None, told.day, 0, mark("还没有放上平台"))
    return Reading(rank, told.placed_on, 1)


def _steps_done(told: Records, _threshold: int | None) -> Reading:
    return _share(told.steps_done, told.steps, told.day, mark("还没有步骤"))


RULES: Mapping[str, Rule] = {
    "purchases": Rule(MONEY, _purchases, sums_up=True),
    "won": Rule(MONEY, _won, sums_up=True),
    "people_at": Rule(COUNT, _people_at, asks="stage"),
    "decision_met": Rule(COUNT, _decision_met),
    "next_step": Rule(PERCENT, _next_step),
    "platform": Rule(PLATFORM, _platform),
    "steps_done": Rule(PERCENT, _steps_done),
}
HIGHEST = {MONEY: 10**15, COUNT: 1000, PERCENT: FULL, PLATFORM: len(RANKS)}
NO_STAGE = mark("请写第几级，1 到 7")
STRAY_STAGE = mark("只有“到第几级的人数”要写级")
TOO_LOW = mark("目标要大于 0")
TOO_HIGH = mark("目标超出了这个指标的范围")
PAST = mark("期限早于今天")


def read(measure: str, told: Records, threshold: int | None = None) -> Reading:
    """Return what a measure is worth today."""
    return RULES[measure].read(told, threshold)


def baseline(measure: str, told: Records, threshold: int | None = None) -> int | None:
    """Return where an objective starts: the year before for sums, else today."""
    if measure == "purchases":
        return told.bought[1].value if told.bought[1].n else None
    if measure == "won":
        return told.won[1].value if told.won[1].n else None
    return read(measure, told, threshold).value


def faults(measure: str, threshold: int | None, target: int) -> dict[str, str]:
    """Return what is wrong with an objective, field by field."""
    rule = RULES[measure]
    found = {}
    inside = threshold is not None and LOWEST_STAGE <= threshold <= TOP_STAGE
    if rule.asks and not inside:
        found["threshold"] = NO_STAGE
    if not rule.asks and threshold is not None:
        found["threshold"] = STRAY_STAGE
    if target <= 0:
        found["target"] = TOO_LOW
    elif target > HIGHEST[rule.unit]:
        found["target"] = TOO_HIGH
    return found


@dataclass(frozen=True)
class Course:
    """How an objective goes: its state, and the share of the way in percent."""

    state: str
    percent: int | None


@dataclass(frozen=True)
class Way:
    """From where to where an objective goes, and between which days."""

    start: int | None
    target: int
    began: date
    due: date


def course_of(way: Way, reading: Reading, today: date, *, sums_up: bool) -> Course:
    """Compare the share of the way with the share of the time that is over.

    A sum starts at nought whatever the year before brought; a state starts where it
    stood when the objective was set.
    """
    if reading.value is None:
        return Course(MISSED if today > way.due else UNKNOWN, None)
    start = 0 if sums_up else (way.start or 0)
    span = way.target - start
    gone = reading.value - start
    percent = FULL if span <= 0 else max(0, min(FULL, FULL * gone // span))
    if reading.value >= way.target:
        return Course(REACHED, FULL)
    if today > way.due:
        return Course(MISSED, percent)
    days = (way.due - way.began).days
    over = FULL * (today - way.began).days / days if days > 0 else FULL
    return Course(ON_TRACK if percent >= over else BEHIND, percent)
