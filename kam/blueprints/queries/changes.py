"""What changed since the last review, read from dated records; no statement.

The day of that review counts: what came after the meeting was told in none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.blueprints.queries.whole import value_of
from kam.blueprints.rules.plain import (
    DAY,
    DAYS,
    MONEY,
    PERSON,
    STAGE,
    TEXT,
    WORD,
    Value,
)
from kam.people.days import local_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from kam.blueprints.queries.packing import Placed
    from kam.blueprints.queries.sources import Sources
    from kam.blueprints.queries.whole import Goal
    from kam.blueprints.rules.plain import Row

NOTHING = Value(TEXT, None)
GOOD, BAD, PLAIN = "good", "bad", ""
MOST_WORDS = 120


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was: what, of whom, from what, to what, when."""

    kind: str
    of: Value
    before: Value = NOTHING
    after: Value = NOTHING
    day: date | None = None
    tone: str = PLAIN
    pk: int = 0


def changes_of(told: Sources) -> dict[str, list[Change]]:
    """Return what changed by kind, in the order a review speaks of it."""
    found = {
        "visits": _visits(told),
        "people": [*_people(told), *_coming_and_going(told)],
        "steps": _steps(told),
        "platform": [*_phases(told), *_places(told)],
        "deals": _deals(told),
    }
    return {key: rows for key, rows in found.items() if rows}


def _visits(told: Sources) -> list[Change]:
    tones = {"order": GOOD, "advance": GOOD, "refusal": BAD}
    return [
        Change(
            "visit",
            Value(TEXT, one.fact[:MOST_WORDS]),
            after=Value(WORD, one.outcome or None, "visit"),
            day=one.day,
            tone=tones.get(one.outcome, PLAIN),
            pk=one.id,
        )
        for one in told.visits
        if one.day >= told.since
    ]


def _people(told: Sources) -> list[Change]:
    was = {row.person.pk: row for row in told.as_before.rows}
    found = []
    for row in told.as_now.rows:
        name, old = Value(PERSON, row.person.name), was[row.person.pk]
        if row.stage != old.stage and row.stage is not None:
            tone = GOOD if row.stage > (old.stage or 0) else BAD
            pair = (Value(STAGE, old.stage), Value(STAGE, row.stage))
            found.append(Change("stage", name, *pair, tone=tone, pk=row.person.pk))
        if row.relation != old.relation and row.relation:
            pair = (
                Value(WORD, old.relation or None, "relation"),
                Value(WORD, row.relation, "relation"),
            )
            tone = _warmer(old.relation, row.relation)
            found.append(Change("relation", name, *pair, tone=tone, pk=row.person.pk))
    return found


def _coming_and_going(told: Sources) -> list[Change]:
    """Return who was written down since, and who left; the newest last.

    Whoever came with the account, on its first day, is no news.
    """
    found = []
    first = _day(told.account.created_at, told)
    for person in told.people:
        name = Value(PERSON, person.name)
        came, left = _day(person.beside["written"], told), person.beside["left"]
        if max(told.since, first + timedelta(1)) <= came <= told.day:
            found.append(Change("joined", name, day=came, tone=GOOD, pk=person.pk))
        if left is not None and told.since <= left <= told.day:
            found.append(Change("left", name, day=left, tone=BAD, pk=person.pk))
    return found


def _day(moment: datetime, told: Sources) -> date:
    return local_day(told.reader, moment)


def _phases(told: Sources) -> list[Change]:
    before, now = (phase.number for phase in told.phases)
    if before == now:
        return []
    pair = (Value(WORD, str(before), "phase"), Value(WORD, str(now), "phase"))
    tone = GOOD if now > before else BAD
    day = told.phases[1].entered if now > before else None
    return [Change("phase", NOTHING, *pair, day=day, tone=tone)]


def _warmer(before: str, after: str) -> str:
    order = ("", "none", "friend", "supplier", "partner")
    return GOOD if order.index(after) > order.index(before) else BAD


def _steps(told: Sources) -> list[Change]:
    found = []
    for row in told.steps:
        what = Value(TEXT, row.what)
        if row.done_on is not None and row.done_on >= told.since:
            after = Value(WORD, "done", "step")
            found.append(
                Change(
                    "done",
                    what,
                    after=after,
                    day=row.done_on,
                    tone=GOOD,
                    pk=row.id,
                )
            )
        elif row.done_on is None and row.due is not None and row.due < told.day:
            late = Value(DAYS, (told.day - row.due).days)
            before = Value(DAY, row.due.isoformat())
            found.append(Change("late", what, before, late, row.due, BAD, row.id))
    return found


def _places(told: Sources) -> list[Change]:
    found: list[Change] = []
    before: Placed | None = None
    ranks = ("lost", "rejected", "market", "working", "purchase")
    for one in told.places:
        if one.day >= told.since and (
            before is None or one.platform != before.platform
        ):
            was = before.platform if before else None
            up = before is None or ranks.index(one.platform) > ranks.index(
                before.platform
            )
            found.append(
                Change(
                    "platform",
                    NOTHING,
                    Value(WORD, was, "platform"),
                    Value(WORD, one.platform, "platform"),
                    one.day,
                    GOOD if up else BAD,
                )
            )
        before = one
    return found


def _deals(told: Sources) -> list[Change]:
    return [
        Change(
            "deal",
            Value(TEXT, deal.name),
            Value(MONEY, deal.value, deal.currency),
            Value(WORD, deal.outcome, "outcome"),
            deal.closed_on,
            GOOD if deal.outcome == "won" else BAD,
            deal.id,
        )
        for deal in told.deals
        if deal.closed_on is not None and told.since <= deal.closed_on <= told.day
    ]


def goal_changes(
    goals: Sequence[Goal], before: Sequence[Row], currency: str
) -> list[Change]:
    """Return how objectives moved since a frozen version; `before` are its lines."""
    was = {row.key: row for row in before}
    found = []
    for goal in goals:
        old = was.get(f"goal-{goal.row.pk}")
        name = Value(TEXT, goal.row.name)
        now = value_of(goal.unit, goal.reading.value, currency)
        then = old.cells[3] if old else NOTHING
        if old is None:
            found.append(Change("new_goal", name, after=now, pk=goal.row.pk))
        elif then.raw != now.raw:
            higher = _number(now) > _number(then)
            tone = GOOD if higher else BAD
            found.append(Change("goal", name, then, now, tone=tone, pk=goal.row.pk))
    return found


def _number(value: Value) -> float:
    ranks = {"market": 1.0, "working": 2.0, "purchase": 3.0}
    raw = value.raw
    return ranks.get(raw, -1.0) if isinstance(raw, str) else float(raw or 0)
