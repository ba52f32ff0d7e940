"""How a place on the ladder is said."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from kam.adoption.rules.advice import ASKS
from kam.judgements.rules.scales import STAGES
from kam.judgements.terms import Aspect
from kam.web.speech import say

if TYPE_CHECKING:
    from datetime import date

    from kam.adoption.pages.climbers import Climber
    from kam.adoption.rules.ladder import Place
    from kam.adoption.rules.limits import Limits


def stage_label(stage: int | None) -> str:
    """Return the name of a stage."""
    if stage is None:
        return gettext("未判断")
    return say(STAGES[stage - 1].label)


def stage_words(stage: int | None) -> str:
    """Return number and name: 4 咨询."""
    return stage_label(stage) if stage is None else f"{stage} {stage_label(stage)}"


def ask_words(gate: str, limits: Limits) -> str:
    """Return the question of a gate."""
    days: dict[str, object] = {
        "agreed": limits.agreed_days,
        "recommended": limits.recommended_days,
    }
    return say(ASKS[gate], days)


def place_note(place: Place, limits: Limits) -> str:
    """Say what decided, or what to ask next."""
    if place.lapsed and place.by == "agreed":
        days = limits.agreed_days
        return ngettext(
            "“同意了解”已超过 %(n)s 天，按推脱看",
            "“同意了解”已超过 %(n)s 天，按推脱看",
            days,
        ) % {"n": days}
    if place.lapsed:
        days = limits.recommended_days
        return ngettext(
            "推荐已超过 %(n)s 天，按大量使用看",
            "推荐已超过 %(n)s 天，按大量使用看",
            days,
        ) % {"n": days}
    if not place.is_decided:
        return gettext("下一问：%(ask)s") % {"ask": ask_words(place.ask, limits)}
    return ""


def gate_label(gate: str) -> str:
    """Return what a gate is about."""
    return str(Aspect(gate).label)


def due_of(row: Climber, limits: Limits) -> date | None:
    """Return until when the target is to be reached."""
    if row.target is None:
        return None
    return row.target.day + timedelta(days=limits.target_days)
