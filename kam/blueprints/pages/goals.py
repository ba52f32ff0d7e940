"""An objective as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from kam.blueprints.pages.words import value_words
from kam.blueprints.queries import value_of
from kam.blueprints.rules import labels, measures
from kam.blueprints.terms import Measure, ReplyKind
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.blueprints.queries import Goal


@dataclass(frozen=True)
class GoalLine:
    """A goal: what, where it stands by which rule, how it goes."""

    pk: int
    name: str
    measure: str
    value: str
    basis: str
    baseline: str
    target: str
    due: str
    course: str
    tone: str
    percent: int | None
    is_joint: bool
    told: str
    reply: str
    reply_tone: str
    reply_text: str
    url: str
    drop_url: str


def goal_lines(goals: Sequence[Goal], currency: str) -> tuple[GoalLine, ...]:
    """Return goals as lines; no statement."""
    return tuple(_line(goal, currency) for goal in goals)


def _line(goal: Goal, currency: str) -> GoalLine:
    row, reading = goal.row, goal.reading
    words, tone = labels.COURSES[goal.course.state]
    known = reading.value is not None
    return GoalLine(
        pk=row.pk,
        name=row.name,
        measure=_measure(row.measure, row.threshold),
        value=_told(goal, reading.value, currency) if known else say(reading.why),
        basis=_basis(reading) if known else "",
        baseline=_told(goal, row.baseline, currency),
        target=_told(goal, row.target, currency),
        due=day_words(row.due, year=True),
        course=say(words),
        tone=tone,
        percent=goal.course.percent,
        is_joint=row.is_joint,
        told=row.told,
        **_reply(row),
        url=reverse("blueprints:objective", args=[row.pk]),
        drop_url=reverse("blueprints:objective-drop", args=[row.pk]),
    )


def _told(goal: Goal, raw: int | None, currency: str) -> str:
    return value_words(value_of(goal.unit, raw, currency))


def _measure(measure: str, threshold: int | None) -> str:
    if threshold is None:
        return str(Measure(measure).label)
    return gettext("到第 %(stage)s 级的人数") % {"stage": threshold}


def _basis(reading: measures.Reading) -> str:
    told = {"n": reading.n, "day": day_words(reading.day)}
    words = ngettext(
        "%(day)s，依据 %(n)s 条记录", "%(day)s，依据 %(n)s 条记录", reading.n
    )
    return words % told


def _reply(row: object) -> dict[str, str]:
    kind = getattr(row, "reply", None)
    if not kind:
        return {"reply": "", "reply_tone": "", "reply_text": ""}
    told = {
        "who": getattr(row, "replier", ""),
        "what": str(ReplyKind(kind).label),
        "day": day_words(localdate(getattr(row, "replied_at"))),  # noqa: B009
    }
    words = gettext("客户 %(who)s：%(what)s，%(day)s")
    changed = getattr(row, "is_changed", False)
    if changed:
        words = gettext("客户 %(who)s：%(what)s，%(day)s；目标后来改过，请再分享一次")
    good = kind == ReplyKind.CONFIRMED and not changed
    return {
        "reply": words % told,
        "reply_tone": "good" if good else "warn",
        "reply_text": getattr(row, "reply_text", "") or "",
    }
