"""The six parts of an account, each with what it has come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.pages.tabs import RoomTab, TabState, room_tabs
from kam.adoption.pages import summary as adoption
from kam.adoption.rules import limits as adoption_limits
from kam.change.pages import summary as change
from kam.change.rules import limits as change_limits
from kam.needs.pages import summary as needs
from kam.questions.pages import summary as questions
from kam.questions.queries import leaves_of
from kam.relations.pages.summary import summary as relations
from kam.relations.rules import map as relations_map
from kam.thinking.pages import summary as thinking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.accounts.queries.room import PersonRow
    from kam.judgements.queries import Standing
    from kam.questions.pages import Panel
    from kam.thinking.rules.preference import Estimate

KEYS = (
    *adoption_limits.KEYS,
    *change_limits.KEYS,
    *relations_map.KEYS,
)


def account_tabs(
    account_id: int,
    people: Sequence[PersonRow],
    standing: Standing,
    minds: Mapping[int, Estimate],
    panel: Panel,
    settings: Mapping[str, float],
) -> list[RoomTab]:
    """Build the tabs from what the room has read already; no statement."""
    steps = adoption_limits.limits_from(settings)
    views = change_limits.limits_from(settings)
    bounds = relations_map.bounds_of(settings)
    states: dict[str, TabState] = {
        "state": adoption(people, standing, steps),
        "work": needs(leaf.fit for rows in leaves_of(people).values() for leaf in rows),
        "change": change(people, standing, views),
        "person": thinking(_here(people, minds)),
        "reach": relations(people, standing, bounds),
        "growth": questions(panel.shares),
    }
    return room_tabs(account_id, states=states)


def _here(people: Sequence[PersonRow], minds: Mapping[int, Estimate]) -> list[Estimate]:
    """Return the estimates of those who are still there and not left out."""
    here = {row.pk for row in people if not row.has_left}
    return [told for pk, told in minds.items() if pk in here]
