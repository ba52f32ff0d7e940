"""The six parts of an account, each with what it has come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.pages.tabs import RoomTab, TabState, room_tabs
from kam.adoption.pages import summary as adoption
from kam.adoption.rules import limits as adoption_limits
from kam.change.pages import summary as change
from kam.change.rules import limits as change_limits
from kam.questions.pages import summary as questions
from kam.relations.pages.summary import summary as relations
from kam.relations.rules import map as relations_map

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.accounts.queries.room import PersonRow
    from kam.judgements.queries import Standing
    from kam.questions.pages import Panel

KEYS = (*adoption_limits.KEYS, *change_limits.KEYS, *relations_map.KEYS)


def account_tabs(
    account_id: int,
    people: Sequence[PersonRow],
    standing: Standing,
    panel: Panel,
    settings: Mapping[str, float],
) -> list[RoomTab]:
    """Build the tabs from what the room has read already; no statement."""
    steps = adoption_limits.limits_from(settings)
    views = change_limits.limits_from(settings)
    bounds = relations_map.bounds_of(settings)
    states: dict[str, TabState] = {
        "state": adoption(people, standing, steps),
        "change": change(people, standing, views),
        "reach": relations(people, standing, bounds),
        "growth": questions(panel.shares),
    }
    return room_tabs(account_id, states=states)
