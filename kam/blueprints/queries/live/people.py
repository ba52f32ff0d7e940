"""The people of the account: map, relations, ladder, change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.blueprints.rules.plain import (
    COUNT,
    PERCENT,
    PERSON,
    SCORE,
    STAGE,
    WORD,
    Chart,
    Check,
    Fact,
    Live,
    Row,
    Series,
    Table,
    Value,
)

if TYPE_CHECKING:
    from kam.blueprints.queries.judged import Judged, People
    from kam.blueprints.queries.live.goals import Goals
    from kam.blueprints.queries.sources import Sources

NEAR_PEOPLE = 2
MOST_SHOWN = 12
FULL = 100


def hierarchy_part(told: Sources, people: People, _goals: Goals) -> Live:
    """Return what the records say of hierarchy."""
    seen = people.map
    layers: dict[str, int] = {}
    for row in people.rows:
        layers[row.person.layer] = layers.get(row.person.layer, 0) + 1
    is_judged = any(row.business is not None for row in people.rows)
    return Live(
        "hierarchy",
        (
            Fact("people", Value(COUNT, len(people.rows))),
            Fact("deciders", Value(COUNT, layers.get("decision", 0))),
            Fact(
                "coverage",
                Value(PERCENT, round(seen.coverage * FULL) if is_judged else None),
            ),
            Fact("reached", Value(WORD, seen.reached or None, "layer")),
            Fact("gap", Value(COUNT, seen.gap if is_judged else None)),
            Fact("deciders_met", Value(COUNT, told.counts.deciders_met)),
        ),
        checks=(
            Check("two_people", len(people.rows) >= NEAR_PEOPLE, is_must=True),
            Check("decider", layers.get("decision", 0) > 0),
            Check("reached", bool(seen.reached)),
        ),
    )


def relations_part(_told: Sources, people: People, _goals: Goals) -> Live:
    """Return what the records say of relations."""
    known = [row for row in people.rows if row.relation]
    classes = {"partner": 0, "supplier": 0, "friend": 0, "none": 0}
    for row in known:
        classes[row.relation] += 1
    most = people.map.strongest
    return Live(
        "relations",
        (
            *(Fact(name, Value(COUNT, n)) for name, n in classes.items()),
            Fact("unjudged", Value(COUNT, len(people.rows) - len(known))),
            Fact(
                "concentration",
                Value(PERCENT, round(most.share * FULL) if most else None),
            ),
        ),
        checks=(
            Check("relation", bool(known), is_must=True),
            Check("half_judged", bool(known) and 2 * len(known) >= len(people.rows)),
        ),
    )


def people_part(_told: Sources, people: People, _goals: Goals) -> Live:
    """Return what the records say of people."""
    rows = sorted(people.rows, key=lambda row: (-(row.influence or 0), row.person.pk))
    shown = tuple(_person(row) for row in rows[:MOST_SHOWN])
    columns = (
        "person", "layer", "stage", "relation", "influence", "readiness", "thinking",
    )  # fmt: skip
    stages = [row.stage for row in people.rows if row.stage is not None]
    counts = tuple(float(stages.count(stage)) for stage in range(1, 8))
    steps = tuple(str(stage) for stage in range(1, 8))
    concerned = any(row.person.known.get("concerns") for row in people.rows)
    return Live(
        "people",
        (
            Fact("judged", Value(COUNT, len(stages))),
            Fact("highest", Value(STAGE, max(stages) if stages else None)),
        ),
        tables=(Table("people", columns, shown),) if shown else (),
        charts=(Chart("stages", steps, (Series("people", counts),)),) if stages else (),
        checks=(
            Check("ladder", bool(stages), is_must=True),
            Check("influence", any(row.influence for row in people.rows)),
            Check("concerns", concerned),
        ),
    )


def _person(row: Judged) -> Row:
    return Row(
        f"person-{row.person.pk}",
        (
            Value(PERSON, row.person.name),
            Value(WORD, row.person.layer or None, "layer"),
            Value(STAGE, row.stage),
            Value(WORD, row.relation or None, "relation"),
            Value(SCORE, row.influence),
            Value(WORD, row.band or None, "band"),
            Value(WORD, row.quadrant or None, "quadrant"),
        ),
    )


def change_part(_told: Sources, people: People, _goals: Goals) -> Live:
    """Return what the records say of change."""
    bands = [row.band for row in people.rows if row.band]
    blocked = bands.count("not-ready")
    return Live(
        "change",
        (
            Fact("probed", Value(COUNT, len(bands))),
            Fact("not_ready", Value(COUNT, blocked if bands else None)),
            Fact("ready", Value(COUNT, bands.count("ready") if bands else None)),
        ),
        checks=(Check("probed", bool(bands), is_must=True),),
    )
