"""An account plan with everything live: sections, objectives, completeness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kam.blueprints.queries.live import Goals, live_of, records_of
from kam.blueprints.queries.one import objectives_of
from kam.blueprints.queries.outlines import outline_numbered
from kam.blueprints.queries.sources import sources_of
from kam.blueprints.rules import measures
from kam.blueprints.rules.completeness import of_plan, of_section
from kam.blueprints.rules.plain import (
    COUNT,
    DAY,
    MONEY,
    PERCENT,
    QUESTIONS,
    TEXT,
    WORD,
    Row,
    Table,
    Value,
    frozen,
    without,
)
from kam.people.days import local_day
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.blueprints.models import Blueprint, Objective
    from kam.blueprints.queries.sources import Sources
    from kam.blueprints.rules.completeness import Completeness
    from kam.blueprints.rules.outlines.shape import OutlineText
    from kam.blueprints.rules.plain import Live
    from kam.people.models import User

NEAR = timedelta(days=124)
NOUN = "blueprint"
UNKEPT = "thinking"
GOAL_COLUMNS = ("goal", "measure", "baseline", "value", "target", "due", "state")


@dataclass(frozen=True)
class Goal:
    """An objective with what its rule reads today, and how it goes."""

    row: Any
    reading: measures.Reading
    course: measures.Course

    @property
    def unit(self) -> str:
        """How its numbers are told."""
        return measures.RULES[self.row.measure].unit


@dataclass(frozen=True)
class Whole:
    """Everything of one plan as of a day."""

    blueprint: Blueprint
    outline: OutlineText
    sources: Sources
    live: Mapping[str, Live]
    goals: Sequence[Goal]
    parts: Mapping[str, Completeness]
    all: Completeness


def whole_of(user: User, blueprint: Blueprint, day: date) -> Whole:
    """Read a plan that `blueprint_of` loaded; in seven statements, or eight.

    The template costs one where the company wrote its own.
    """
    last = blueprint.last_review  # type: ignore[attr-defined]
    since = last or min(local_day(user, blueprint.created_at), day)
    told = sources_of(user, blueprint.account, blueprint.year, day, since)
    rows = objectives_of(user, blueprint)
    outline = outline_numbered(blueprint.outline)
    texts = texts_of(user, blueprint)
    has = {key: bool(text) for key, text in texts.items()}
    live = {
        one.section: one
        for one in live_of(told, has, _about(blueprint, rows, day))
        if one.section in outline.prompts
    }
    parts = {key: of_section(one.checks) for key, one in live.items()}
    return Whole(
        blueprint=blueprint,
        outline=outline,
        sources=told,
        live=live,
        goals=goals_of(rows, told),
        parts=parts,
        all=of_plan(parts.values()),
    )


def goals_of(rows: Sequence[Objective], told: Sources) -> list[Goal]:
    """Return objectives with what their rules read; no statement."""
    records = records_of(told)
    return [_goal(row, records) for row in rows]


def _goal(row: Objective, records: measures.Records) -> Goal:
    reading = measures.read(row.measure, records, row.threshold)
    way = measures.Way(row.baseline, row.target, row.began, row.due)
    sums_up = measures.RULES[row.measure].sums_up
    course = measures.course_of(way, reading, records.day, sums_up=sums_up)
    return Goal(row, reading, course)


def _about(blueprint: Blueprint, rows: Sequence[Any], day: date) -> Goals:
    near = sum(row.due <= day + NEAR for row in rows)
    return Goals(
        near=near,
        far=len(rows) - near,
        joint=sum(row.is_joint for row in rows),
        confirmed=sum(
            row.reply == "confirmed" and not row.is_changed
            for row in rows
            if row.is_joint
        ),
        next_review=blueprint.next_review,
        last_review=blueprint.last_review,  # type: ignore[attr-defined]
    )


def texts_of(user: User | None, blueprint: Blueprint) -> dict[str, str]:
    """Return the team's texts by section, as far as the reader may read them."""
    hidden = hidden_fields(user, NOUN) if user else frozenset()
    found = {}
    for field in blueprint._meta.concrete_fields:
        if field.name.startswith("text_") and field.name not in hidden:
            found[field.name.removeprefix("text_")] = getattr(blueprint, field.name)
    return found


def value_of(unit: str, raw: int | None, currency: str) -> Value:
    """Return a number of a measure as a value."""
    if unit == measures.PLATFORM:
        names = {rank: name for name, rank in measures.RANKS.items()}
        return Value(WORD, names.get(raw or 0), "platform")
    kinds = {measures.MONEY: MONEY, measures.COUNT: COUNT, measures.PERCENT: PERCENT}
    return Value(kinds[unit], raw, currency if unit == measures.MONEY else "")


def goal_table(goals: Sequence[Goal], currency: str) -> Table:
    """Return the objectives as a table of values."""
    rows = []
    for goal in goals:
        row, unit = goal.row, goal.unit
        rows.append(
            Row(
                f"goal-{row.pk}",
                (
                    Value(TEXT, row.name),
                    Value(WORD, row.measure, "measure"),
                    value_of(unit, row.baseline, currency),
                    value_of(unit, goal.reading.value, currency),
                    value_of(unit, row.target, currency),
                    Value(DAY, row.due.isoformat()),
                    Value(WORD, goal.course.state, "course"),
                ),
            )
        )
    return Table("objectives", GOAL_COLUMNS, tuple(rows))


def snapshot_of(user: User, whole: Whole) -> dict[str, Any]:
    """Return the plan as plain JSON: texts, live values, objectives.

    How somebody thinks is estimated anew each time and kept nowhere, so that whoever
    is left out leaves no estimate behind. Questions stay in their ledger, where
    erasing somebody finds them.
    """
    table = goal_table(whole.goals, whole.blueprint.account.currency)
    kept = [without(live, UNKEPT, QUESTIONS) for live in whole.live.values()]
    return frozen(texts_of(user, whole.blueprint), kept, table)
