"""Knocking at the doors of resources, requests and bookings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.permissions.world import World

TEXTS = (("booking", "purpose"), ("booking", "why"), ("booking", "reason"))
LATE = frozenset({200, 409, 422})
DAY = "2099-03-02"
FRESH = {"name": "投影仪 7", "kind": "material", "unit": "台"}


def matched(body: dict[str, Any]) -> Callable[[World, Any], dict[str, Any]]:
    """Fill a body that says which version it changes."""
    return lambda _world, row: {**body, "If-Match": f'"{row.version}"'}


def to_ask(world: World, row: Any) -> dict[str, Any]:
    """Ask for the resource of the account's own team."""
    return {"account_id": row.pk, **for_step(world, row)}


def for_step(world: World, _row: Any) -> dict[str, Any]:
    """Ask for a resource on a day far away."""
    resource = world.holdings["own"].resource
    return {"resource_id": resource.pk, "first_day": DAY, "why": "x"}


RESOURCES: list[Sample] = [
    Sample("GET /resources"),
    Sample("POST /resources", typed=FRESH),
    Sample("GET /resources/{pk}", about="resource"),
    Sample("GET /resources/{pk}/free", about="resource", query=f"first={DAY}"),
    Sample("PATCH /resources/{pk}", about="resource", typed=matched({"unit": "x"})),
    Sample("GET /bookings", shows=TEXTS),
    Sample("POST /bookings", about="account", typed=to_ask),
    Sample("GET /bookings/{pk}", about="booking"),
    Sample("PATCH /bookings/{pk}", about="asked_for", typed=matched({"why": "x"})),
    *(
        Sample(
            f"POST /bookings/{{pk}}/{verb}", about=row, typed=matched({}), answers=LATE
        )
        for verb, row in (
            ("withdraw", "asked_for"),
            ("resubmit", "asked_for"),
            ("use", "booking"),
            ("reopen", "booking"),
            ("cancel", "booking"),
            ("rebook", "booking"),
            ("approve", "asked_for"),
            ("reconsider", "booking"),
        )
    ),
    Sample(
        "POST /bookings/{pk}/refuse",
        about="asked_for",
        typed=matched({"reason": "x"}),
    ),
    Sample("GET /steps/{pk}/bookings", about="plan_step"),
    Sample("POST /steps/{pk}/bookings", about="plan_step", typed=for_step),
]
