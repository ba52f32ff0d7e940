"""A change in words: per cent, direction, and why somebody cannot be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

from kam.performance.pages.words import MINUS, NOTHING, reason_text
from kam.performance.rules import (
    ABSENCES,
    BEFORE,
    FELL,
    ROSE,
    UNSURE,
    direction_of,
)

if TYPE_CHECKING:
    from kam.performance.engine import Absent, Part

TONES = {ROSE: "good", FELL: "warn", UNSURE: "dashed"}


def change_text(factor: float | None, places: int = 1) -> str:
    """Write a factor as a change in per cent.

    >>> change_text(1.082), change_text(1.0), change_text(None), change_text(1.5, 0)
    ('+8.2%', '0.0%', '—', '+50%')
    """
    if factor is None:
        return NOTHING
    share = round((factor - 1.0) * 100, places) + 0.0
    sign = "+" if share > 0 else MINUS if share < 0 else ""
    return f"{sign}{abs(share):,.{places}f}%"


def span_text(part: Part | None) -> str:
    """Write the interval of a change; empty without one."""
    if part is None or part.lower is None or part.upper is None:
        return ""
    return gettext("%(low)s 到 %(high)s") % {
        "low": change_text(part.lower, 0),
        "high": change_text(part.upper, 0),
    }


def direction(part: Part | None) -> str:
    """Return which way a part surely went."""
    return direction_of(part.lower, part.upper) if part else UNSURE


def caught_text(part: Part | None) -> str:
    """Say whether a territory came nearer to the frontier."""
    return {
        ROSE: pgettext("change", "近了"),
        FELL: pgettext("change", "远了"),
        UNSURE: pgettext("change", "说不准"),
    }[direction(part)]


def tone_of(part: Part | None) -> str:
    """Return the tone that repeats a direction."""
    return TONES[direction(part)]


def absence_text(absent: Absent, earlier: str, later: str) -> str:
    """Say in which period a territory is missing, and why."""
    reason = absent.left.reason
    told = (
        gettext(ABSENCES[reason])
        if reason in ABSENCES
        else reason_text(reason, absent.left.text)
    )
    period = earlier if absent.period == BEFORE else later
    return gettext("%(period)s：%(reason)s") % {"period": period, "reason": told}
