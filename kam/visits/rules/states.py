"""What may become of a visit, which days are possible, and what a record needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.clock import EARLIEST_DAY, LATEST_DAY
from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

PLANNED, DRAFT, SUBMITTED, CANCELLED = "planned", "draft", "submitted", "cancelled"
OPEN = (PLANNED, DRAFT)
REQUIRED = ("fact", "insight", "outcome", "next_objective")
RECORD_FIELDS = frozenset(
    {
        "fact",
        "insight",
        "insight_kind",
        "noted_reason",
        "noted_why",
        "brought",
        "outcome",
        "next_objective",
        "next_day",
    }
)

NO_PEOPLE = mark("请选择见到的人")
NEEDED: Mapping[str, str] = {
    "fact": mark("请写下客户说了、做了什么"),
    "insight": mark("请写下这说明什么"),
    "outcome": mark("请选择结果"),
    "next_objective": mark("请写下次从哪里开始"),
}


NO_FATE = mark("把洞察变成行动，或者点“仅记录”的原因")
NO_WHY = mark("请写一句为什么仅记录")
OTHER = "other"


def fate_faults(values: Mapping[str, object], *, acts: bool) -> dict[str, list[str]]:
    """Return what an insight still needs: an action, or why it stays a note."""
    reason = values.get("noted_reason")
    if reason == OTHER and not values.get("noted_why"):
        return {"noted_why": [NO_WHY]}
    if acts or reason or not values.get("insight"):
        return {}
    return {"noted_reason": [NO_FATE]}


def missing(
    values: Mapping[str, object], people: object, *, acts: bool = True
) -> dict[str, list[str]]:
    """Return what a record still needs before it can be submitted."""
    found = {
        name: [NEEDED[name]]
        for name in REQUIRED
        if not str(values.get(name) or "").strip()
    }
    found |= fate_faults(values, acts=acts)
    return found if people else {"people": [NO_PEOPLE], **found}


def _outside(day: date) -> bool:
    return not EARLIEST_DAY <= day <= LATEST_DAY


CALENDAR = mark("日期要在 2000 年到 2100 年之间")
PAST_PLAN = mark("这一天已经过去；已经发生的拜访请直接写记录")
FUTURE_NOTE = mark("这一天还没有到；先存草稿，见面之后再提交")
NEXT_TOO_EARLY = mark("下次日期要晚于这次拜访")


def calendar_fault(day: date) -> str:
    """Return why the calendar of the product does not hold a day, or nothing."""
    return CALENDAR if _outside(day) else ""


def plan_day_fault(day: date, today: date) -> str:
    """Return why nothing can be planned on a day, or nothing."""
    if _outside(day):
        return CALENDAR
    return PAST_PLAN if day < today else ""


def held_day_fault(day: date, today: date) -> str:
    """Return why no visit can have been held on a day, or nothing."""
    if _outside(day):
        return CALENDAR
    return FUTURE_NOTE if day > today else ""


def next_day_fault(next_day: date | None, day: date) -> str:
    """Return why the next visit cannot be on a day, or nothing."""
    if next_day is None:
        return ""
    if _outside(next_day):
        return CALENDAR
    return NEXT_TOO_EARLY if next_day <= day else ""
