"""What the records say in each of the twelve sections; no statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.blueprints.queries.live.customer import facts_part, platform_part
from kam.blueprints.queries.live.goals import Goals
from kam.blueprints.queries.live.people import (
    change_part,
    hierarchy_part,
    people_part,
    relations_part,
)
from kam.blueprints.queries.live.records import records_of
from kam.blueprints.queries.live.work import (
    goals_part,
    joint_part,
    probing_part,
    reviews_part,
    risks_part,
    steps_part,
)
from kam.blueprints.rules.plain import Check, Live

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kam.blueprints.queries.judged import People
    from kam.blueprints.queries.sources import Sources

__all__ = ["Goals", "live_of", "records_of"]

WORDLESS = ("goals", "reviews", "people")
SECTIONS: Mapping[str, Callable[[Sources, People, Goals], Live]] = {
    "facts": facts_part,
    "platform": platform_part,
    "hierarchy": hierarchy_part,
    "relations": relations_part,
    "people": people_part,
    "change": change_part,
    "goals": goals_part,
    "steps": steps_part,
    "probing": probing_part,
    "risks": risks_part,
    "joint": joint_part,
    "reviews": reviews_part,
}


def live_of(told: Sources, has_text: Mapping[str, bool], goals: Goals) -> list[Live]:
    """Return all sections in their order, each with what it still needs."""
    people = told.as_now
    found = []
    for key, section in SECTIONS.items():
        live = section(told, people, goals)
        words = Check("text", has_text.get(key, False))
        checks = live.checks if key in WORDLESS else (*live.checks, words)
        found.append(Live(key, live.facts, live.tables, live.charts, checks))
    return found
