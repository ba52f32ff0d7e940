"""How the doors of the desk are knocked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.permissions.world import World

FOUND_OR_NOT = frozenset({303, 404})
FOUND = (("account", "name"), ("stakeholder", "name"))


def history_of(noun: str) -> Callable[[World, Any], dict[str, Any]]:
    """Fill the address of a record's history."""
    return lambda _world, row: {"noun": noun, "pk": row.pk}


# Whose history is read: the row of a holding, its noun, and the noun of its grants.
KNOWN = (
    ("second", "stakeholder", "stakeholder"),
    ("judgement", "judgement", "judgement"),
    ("problem", "problem", "need"),
    ("line", "line", "line"),
    ("tie", "tie", "line"),
    ("role", "wantedrole", "line"),
    ("move", "move", "line"),
    ("observation", "observation", "observation"),
    ("question", "question", "question"),
    ("deal", "opportunity", "opportunity"),
    ("purchase", "purchase", "purchase"),
    ("resource", "resource", "resource"),
    ("booking", "booking", "booking"),
    ("placement", "placement", "placement"),
    ("plan", "plan", "plan"),
    ("ended_plan", "plan", "plan"),
    ("blueprint", "blueprint", "blueprint"),
    ("probe", "probe", "probe"),
    ("place", "place", "need"),
    ("card", "card", "need"),
    ("message", "message", "need"),
    ("claim", "claim", "need"),
)
DESK: list[Sample] = [
    Sample("desk:home"),
    Sample("desk:today"),
    Sample("desk:search"),
    Sample("desk:search", query="q=qz", shows=FOUND),
    Sample("desk:search", query="q=qz&fragment=1"),
    *(Sample("desk:search", query=f"q={word}") for word in ("qzown", "qzforeign")),
    Sample("desk:account", about="account"),
    Sample("desk:timeline", about="account"),
    Sample("desk:next", about="account", answers=FOUND_OR_NOT),
    Sample("desk:previous", about="account", answers=FOUND_OR_NOT),
    *(
        Sample("desk:history", about=noun, path=history_of(noun), judged=f"{noun}.see")
        for noun in ("account", "stakeholder", "visit", "action", "promise")
    ),
    *(
        Sample("desk:history", about=row, path=history_of(noun), judged=f"{right}.see")
        for row, noun, right in KNOWN
    ),
]
