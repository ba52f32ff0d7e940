"""What we do: goals, steps, questions, risks, reviews."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kam.blueprints.queries.live.goals import iso
from kam.blueprints.rules.plain import (
    COUNT,
    DAY,
    DAYS,
    MONEY,
    PERCENT,
    PERSON,
    QUESTIONS,
    TEXT,
    WORD,
    Check,
    Fact,
    Live,
    Row,
    Table,
    Value,
)

if TYPE_CHECKING:
    from kam.blueprints.queries.judged import People
    from kam.blueprints.queries.live.goals import Goals
    from kam.blueprints.queries.sources import Sources, StepRow

MOST_SHOWN = 12
YES = ("no", "yes")
REVIEW_DAYS = timedelta(days=100)
FULL = 100
DONE = "done"


def goals_part(_told: Sources, _people: People, goals: Goals) -> Live:
    """Return what the records say of goals."""
    return Live(
        "goals",
        (Fact("goals", Value(COUNT, goals.near + goals.far)),),
        checks=(
            Check("objective", goals.near + goals.far > 0, is_must=True),
            Check("near", goals.near > 0),
            Check("far", goals.far > 0),
        ),
    )


def steps_part(told: Sources, _people: People, _goals: Goals) -> Live:
    """Return what the records say of steps."""
    coming = next((row for row in told.steps if row.state != DONE), None)
    done = sum(row.state == DONE for row in told.steps)
    late = [
        row
        for row in told.steps
        if row.state != DONE and row.due and row.due < told.day
    ]
    slip = max(((told.day - row.due).days for row in late if row.due), default=0)
    ready = coming is not None and bool(coming.owner and coming.due and coming.resource)
    rows = tuple(_step(row) for row in told.steps[:MOST_SHOWN])
    columns = ("step", "plan", "owner", "due", "resource", "state")
    steps = (Table("steps", columns, rows),) if rows else ()
    return Live(
        "steps",
        (
            Fact("steps_done", Value(COUNT, done)),
            Fact("steps", Value(COUNT, len(told.steps))),
            Fact("late", Value(COUNT, len(late))),
            Fact("slip", Value(DAYS, slip)),
        ),
        tables=(*steps, *_bookings(told)),
        checks=(
            Check("plan", told.counts.plans > 0, is_must=True),
            Check("next_ready", ready or (bool(told.steps) and coming is None)),
            Check("no_late", bool(told.steps) and not late),
        ),
    )


def _step(row: StepRow) -> Row:
    return Row(
        f"step-{row.id}",
        (
            Value(TEXT, row.what),
            Value(TEXT, row.plan),
            Value(TEXT, row.owner),
            Value(DAY, iso(row.due)),
            Value(TEXT, row.resource),
            Value(WORD, row.state, "step"),
        ),
    )


def _bookings(told: Sources) -> tuple[Table, ...]:
    """Return what was asked for, is booked or was used this year, the latest first."""
    named = {row.id: row.what for row in told.steps}
    shown = sorted(told.booked, key=lambda row: (row.first_day, row.pk), reverse=True)
    rows = tuple(
        Row(
            f"booking-{row.pk}",
            (
                Value(TEXT, f"{row.resource} × {row.quantity:,} {row.unit}"),
                Value(TEXT, named.get(row.step_id or 0, "")),
                Value(DAY, iso(row.first_day)),
                Value(WORD, row.state, "booking"),
                Value(MONEY, row.cost.minor, row.cost.currency),
            ),
        )
        for row in shown[:MOST_SHOWN]
    )
    columns = ("booked", "step", "day", "state", "cost")
    return (Table("bookings", columns, rows),) if rows else ()


def probing_part(told: Sources, _people: People, _goals: Goals) -> Live:
    """Return what the records say of probing."""
    n = told.counts.questions
    return Live(
        "probing",
        (Fact("questions", Value(COUNT, n)),),
        tables=_questions(told),
        checks=(Check("questions", n > 0),),
    )


def _questions(told: Sources) -> tuple[Table, ...]:
    rows = tuple(
        Row(
            f"question-{one.id}",
            (
                Value(TEXT, one.text),
                Value(PERSON, one.whom),
                Value(WORD, one.impact, "impact"),
            ),
        )
        for one in told.asked
    )
    return (Table(QUESTIONS, ("question", "whom", "impact"), rows),) if rows else ()


def risks_part(told: Sources, people: People, _goals: Goals) -> Live:
    """Return what the records say of risks."""
    counts, last = told.counts, told.visits[0].day if told.visits else None
    lost = [d for d in told.deals if d.outcome == "lost" and d.closed_on]
    this_year = [d for d in lost if d.closed_on and d.closed_on.year == told.year]
    return Live(
        "risks",
        (
            Fact("concentrated", Value(WORD, YES[people.map.is_concentrated], "yes")),
            Fact("promises_late", Value(COUNT, counts.promises_late)),
            Fact("actions_late", Value(COUNT, counts.actions_late)),
            Fact("lost_deals", Value(COUNT, len(this_year))),
            Fact("silent", Value(DAYS, (told.day - last).days if last else None)),
        ),
        checks=(
            Check("kept", not counts.promises_late),
            Check("several", not people.map.is_concentrated),
        ),
    )


def joint_part(_told: Sources, _people: People, goals: Goals) -> Live:
    """Return what the records say of joint."""
    return Live(
        "joint",
        (
            Fact("joint", Value(COUNT, goals.joint)),
            Fact("confirmed", Value(COUNT, goals.confirmed)),
        ),
        checks=(
            Check("joint", goals.joint > 0),
            Check("confirmed", goals.confirmed > 0),
        ),
    )


def reviews_part(told: Sources, _people: People, goals: Goals) -> Live:
    """Return what the records say of reviews."""
    visits = [one for one in told.visits if one.day.year == told.year]
    share = FULL * sum(v.has_next for v in visits) // len(visits) if visits else None
    last, following = goals.last_review, goals.next_review
    return Live(
        "reviews",
        (
            Fact("visits", Value(COUNT, len(visits))),
            Fact("with_next", Value(PERCENT, share)),
            Fact("next_visit", Value(DAY, iso(told.counts.next_visit))),
            Fact("last_review", Value(DAY, iso(last))),
            Fact("next_review", Value(DAY, iso(following))),
        ),
        checks=(
            Check(
                "next_review", bool(following and following >= told.day), is_must=True
            ),
            Check("reviewed", bool(last and told.day - last <= REVIEW_DAYS)),
            Check("next_visit", told.counts.next_visit is not None),
        ),
    )
