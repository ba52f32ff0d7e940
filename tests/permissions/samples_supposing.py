"""How the doors of suppositions and of cards on the frontier are knocked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from tests.permissions.world import World


def this_run(_world: World, run: Any) -> dict[str, Any]:
    """Fill the address with the run."""
    return {"pk": run.pk}


def held_in(run: Any) -> Any:
    """Return a territory of a run that its owner holds."""
    held = run.rows.filter(territory__assignments__isnull=False)
    return held.order_by("pk")[0]


def own_unit(_world: World, run: Any) -> str:
    """Ask about the owner's territory of a run, with other figures."""
    return f"unit={held_in(run).territory_id}&potential=5&sales=4"


def look_at_own(_world: World, run: Any) -> dict[str, Any]:
    """Say what the card of the owner's territory is opened for."""
    return {"unit": str(held_in(run).territory_id), "purpose": "talk"}


SUPPOSING: list[Sample] = [
    Sample("performance:suppose", about="frontier", path=this_run, query=own_unit),
    # Points only have no line to suppose under.
    Sample(
        "GET /frontier/{pk}/suppose",
        about="frontier",
        path=this_run,
        query=own_unit,
        answers=frozenset({200, 422}),
    ),
    Sample("performance:card-look", "POST", about="frontier", typed=look_at_own),
]
