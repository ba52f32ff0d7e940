"""How many come through a platform, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.pipeline.pages.calibration.rows import percent, span
from kam.pipeline.terms import Platform

if TYPE_CHECKING:
    from kam.pipeline.engine.lines import Course


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
