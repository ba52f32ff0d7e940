"""How it is said that something takes too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.pipeline.pages.naming import NextStep
from kam.pipeline.rules.calibration import standing_at
from kam.pipeline.terms import Age

if TYPE_CHECKING:
    from datetime import date

    from kam.pipeline.models import Opportunity
    from kam.pipeline.rules.calibration import AgeLines
    from kam.pipeline.rules.calibration.aging import Aged

TONES = {Age.STALE: "warn", Age.ZOMBIE: "bad"}


def limit_words(aged: Aged) -> str:
    """Say beside which day something is late."""
    words = (
        gettext("这一步走成的，多在 %(days)s 天内走成")
        if aged.in_place
        else gettext("走成的，多在开始后 %(days)s 天内走成")
    )
    return words % {"days": f"{aged.line.stale_after:g}"}


def advice(age: Age, *, has_step: bool) -> str:
    """Say what to do about it."""
    if age == Age.ZOMBIE:
        return gettext("直接问客户还要不要；不要就记下原因，关掉，把时间让出来")
    if has_step:
        return gettext("下次见面问清：还差什么、谁来定、哪天定")
    return gettext("约一次见面，定下一步和日期；约不到就当作不要")


def aged_deal(row: Opportunity, lines: AgeLines, day: date) -> Aged:
    """Judge the age of an open opportunity."""
    place = str(row.stage_id)
    return standing_at(lines, place, row.entered_on, row.engaged_on, day)


def deal_age(row: Opportunity, lines: AgeLines, day: date) -> NextStep | None:
    """Return the mark of an opportunity that takes too long."""
    return mark_of(aged_deal(row, lines, day))


def mark_of(aged: Aged) -> NextStep | None:
    """Return the mark of what takes too long; nothing else has one."""
    if aged.age not in TONES:
        return None
    return NextStep(str(aged.age.label), TONES[aged.age])
