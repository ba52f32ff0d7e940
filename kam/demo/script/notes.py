"""Writing one note: a step that moves, one that does not, or a visit without aim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kam.demo.book import chapter
from kam.demo.script.rows import Duty, Meeting, Word

if TYPE_CHECKING:
    from random import Random

    from kam.demo.script.stories import Step


@dataclass(frozen=True)
class Pen:
    """Who writes, with which skill and which luck, and what day it really is."""

    skill: float
    chance: Random
    today: date

    def luck(self, share: float) -> bool:
        """Say whether something with this share happens now."""
        return self.chance.random() < share


def plan_step(pen: Pen, meeting: Meeting, step: Step) -> None:
    """Prepare a visit on a step of a story."""
    meeting.people = (step.person.name,)
    if pen.luck(0.35 + 0.6 * pen.skill):
        figures = _figures(pen, meeting.day)
        meeting.ask = step.fill(step.told["ask"], **figures)
        if pen.luck(0.3 + 0.6 * pen.skill):
            meeting.fallback = step.fill(step.told["less"], **figures)


def write_step(pen: Pen, meeting: Meeting, step: Step) -> bool:
    """Write what came of a step; say whether it moved on."""
    if "outcome" in step.told:
        _write_progress(pen, meeting, step)
        meeting.outcome = step.told["outcome"]
        return True
    roll = pen.chance.random()
    if roll < 0.34 + 0.36 * pen.skill + (0.12 if meeting.ask else 0.0):
        _write_progress(pen, meeting, step)
        return True
    kind = "refusal" if meeting.ask and pen.luck(0.12) else "stall"
    told = pen.chance.choice(chapter("talk")[kind])
    _write(pen, meeting, step, told)
    meeting.outcome = "refusal" if kind == "refusal" else "continuation"
    return False


def _write_progress(pen: Pen, meeting: Meeting, step: Step) -> None:
    told = step.told
    fact = pen.chance.choice(told["facts"])
    _write(pen, meeting, step, {"fact": fact, "insight": told["insight"]})
    meeting.outcome = "order" if told.get("order") else "advance"
    if pen.luck(0.35 + 0.5 * pen.skill):
        due = meeting.day + timedelta(days=pen.chance.randint(2, 9))
        meeting.duties.append(_duty(pen, step.fill(told["action"]), due))
    if "ours" in told and pen.luck(0.5):
        meeting.words.append(_word(pen, meeting, step, ours=True))
    if "theirs" in told and pen.luck(0.5):
        meeting.words.append(_word(pen, meeting, step, ours=False))


def _write(pen: Pen, meeting: Meeting, step: Step, told: dict[str, str]) -> None:
    talk, chance = chapter("talk"), pen.chance
    parts = (
        chance.choice(talk["openings"]),
        told["fact"],
        chance.choice(talk["closings"]),
    )
    figures = _figures(pen, meeting.day)
    meeting.fact = step.fill("".join(parts), **figures)
    kind, insight = told["insight"].split("|")
    meeting.kind, meeting.insight = kind, step.fill(insight, **figures)
    meeting.minutes = chance.choice((15, 20, 25, 30, 40, 45, 60))


def write_loose(pen: Pen, meeting: Meeting, step: Step, told: dict[str, str]) -> None:
    """Write a visit that follows from nothing and asks for nothing."""
    meeting.objective = step.fill(told["goal"])
    meeting.fact = step.fill(told["fact"])
    meeting.kind, _, insight = told["insight"].partition("|")
    meeting.insight = step.fill(insight)
    meeting.outcome = "continuation"
    meeting.minutes = pen.chance.choice((10, 15, 20))


def _figures(pen: Pen, day: date) -> dict[str, object]:
    ahead = day + timedelta(days=pen.chance.randint(6, 20))
    return {
        "day": f"{ahead.month}月{ahead.day}日",
        "n": pen.chance.randrange(20, 120),
        "m": pen.chance.randint(2, 6),
        "pct": pen.chance.randint(6, 28),
    }


def _duty(pen: Pen, text: str, due: date) -> Duty:
    done = due - timedelta(days=pen.chance.randint(-2, 2))
    if done >= pen.today:
        return Duty(text, due)
    state = "dropped" if pen.luck(0.04) else "done"
    return Duty(text, due, closed=done, state=state)


def _word(pen: Pen, meeting: Meeting, step: Step, *, ours: bool) -> Word:
    text = step.fill(step.told["ours" if ours else "theirs"])
    due = meeting.day + timedelta(days=pen.chance.randint(4, 14))
    closed = due - timedelta(days=pen.chance.randint(-1, 3))
    closed = max(closed, meeting.day + timedelta(days=1))
    if closed >= pen.today:
        return Word(text, due, ours, step.person.name)
    broken = pen.luck(0.16 - 0.12 * pen.skill if ours else 0.2)
    state = "broken" if broken else "kept"
    return Word(text, due, ours, step.person.name, closed=closed, state=state)
