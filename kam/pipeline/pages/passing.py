"""How many come through a platform, and how many leave it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext, pgettext

from kam.pipeline.pages.calibration.rows import percent, span
from kam.pipeline.terms import Platform

if TYPE_CHECKING:
    from kam.pipeline.engine.lines import Course
    from salesfrontier import Share

ENOUGH = 8
"""Of fewer than so many, only the count is told."""
WIDEST = 14


@dataclass(frozen=True)
class Passage:
    """How many go one way from a platform, and what that rests on."""

    name: str
    share: str
    span: str
    counted: str
    when: str
    tone: str
    width: int


def passage_words(platform: Platform, course: Course | None) -> str:
    """Say how many came through a platform, or left the last one, by which day."""
    closing = course.closing if course is not None else None
    share = None
    if closing is not None:
        inside = platform == Platform.PURCHASE
        share = closing.lost if inside else closing.won
    if closing is None or share is None:
        return gettext("还没有人走过这一步，转化说不出来")
    words = {
        Platform.MARKET: gettext("到第 %(day)s 天，%(share)s 成为准客户（%(span)s）"),
        Platform.WORKING: gettext("到第 %(day)s 天，%(share)s 成为客户（%(span)s）"),
        Platform.PURCHASE: gettext("到第 %(day)s 天，%(share)s 离开了（%(span)s）"),
    }[platform]
    told = {"day": f"{closing.day:g}", "share": percent(share.value)}
    return words % {**told, "span": span(share)}


def onward(platform: Platform, course: Course | None) -> Passage | None:
    """Say how many come through to the next platform; None from the last one."""
    if platform == Platform.PURCHASE:
        return None
    name = {
        Platform.MARKET: gettext("成为准客户"),
        Platform.WORKING: gettext("成为客户"),
    }[platform]
    closing = course.closing if course is not None else None
    if course is None or closing is None:
        return Passage(name, "", "", gettext("还没有人走过"), "", "onward", 1)
    return _passage(name, closing.won, course.won, course, "onward")


def leaving(platform: Platform, course: Course | None) -> Passage | None:
    """Say how many leave without coming through; None where nobody did yet."""
    if course is None or course.closing is None or not course.lost:
        return None
    if platform == Platform.MARKET:
        name, tone = pgettext("platform", "淘汰"), "out"
    else:
        name, tone = gettext("流失或退回"), "lost"
    return _passage(name, course.closing.lost, course.lost, course, tone)


def _passage(
    name: str, share: Share | None, count: int, course: Course, tone: str
) -> Passage:
    counted = ngettext("%(k)s / %(n)s 家", "%(k)s / %(n)s 家", course.n)
    told = counted % {"k": count, "n": course.n}
    if share is None or course.n < ENOUGH:
        return Passage(name, "", "", told, "", tone, 1)
    return Passage(
        name=name,
        share=f"{share.value:.0%}",
        span=span(share),
        counted=told,
        when=_when(course, is_onward=tone == "onward"),
        tone=tone,
        width=max(1, round(WIDEST * share.value)),
    )


def _when(course: Course, *, is_onward: bool) -> str:
    """Say by when half of them came through; nothing of those who leave."""
    if not is_onward or course.half is None:
        return ""
    days = round(course.half)
    words = ngettext("半数在 %(days)s 天内", "半数在 %(days)s 天内", days)
    return words % {"days": days}
