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


def for_account(world: World, row: Any) -> dict[str, Any]:
    """Fill the form of a request."""
    resource = world.holdings["own"].resource
    return {"resource": resource.pk, "first_day": DAY, "quantity": "1"}


def of_account(_world: World, row: Any) -> str:
    """Name the account a request is for."""
    return f"account={row.pk}"


def of_step(_world: World, row: Any) -> str:
    """Name the step a request is for."""
    return f"step={row.pk}"


MOVED = frozenset({303, 409, 422})
THING = {"name": "投影仪 8", "kind": "material", "unit": "台", "span": "day"}
RESOURCES: list[Sample] = [
    Sample("resources:list"),
    Sample("resources:export", query="format=csv"),
    Sample("resources:calendar"),
    Sample("resources:calendar", query="view=month"),
    Sample("resources:resource", about="resource"),
    Sample("resources:new"),
    Sample("resources:new", "POST", form=True, typed=THING),
    Sample("resources:edit", about="resource"),
    Sample("resources:edit", "POST", about="resource", form=True, typed={"unit": "x"}),
    Sample("resources:archive", "POST", about="resource"),
    Sample("resources:restore", "POST", about="resource"),
    Sample("resources:rules"),
    Sample("resources:rule", path={"kind": "event"}),
    Sample(
        "resources:rule", "POST", path={"kind": "event"}, form=True, typed={"text": "x"}
    ),
    Sample("resources:requests"),
    Sample("resources:requests", query="view=all", shows=TEXTS[:1]),
    Sample("resources:requests-export", query="view=all&format=csv", shows=TEXTS[:1]),
    Sample("resources:booking", about="booking"),
    Sample("resources:request-edit", about="asked_for"),
    Sample("resources:request-edit", "POST", about="asked_for", form=True),
    *(
        Sample(f"resources:{verb}", "POST", about=row, answers=MOVED)
        for verb, row in (
            ("withdraw", "asked_for"),
            ("resubmit", "asked_for"),
            ("reopen", "booking"),
            ("cancel", "booking"),
            ("rebook", "booking"),
            ("reconsider", "booking"),
        )
    ),
    Sample(
        "resources:approve",
        "POST",
        about="asked_for",
        typed={"quantity": "1", "note": ""},
    ),
    Sample("resources:refuse", about="asked_for"),
    Sample(
        "resources:refuse", "POST", about="asked_for", form=True, typed={"reason": "x"}
    ),
    Sample("resources:use", "POST", about="booking", answers=MOVED),
    Sample("desk:step", about="plan_step"),
    Sample("desk:increments"),
    Sample("desk:ask"),
    Sample("desk:ask", about="account", query=of_account),
    Sample("desk:ask", about="plan_step", query=of_step),
    Sample(
        "desk:ask",
        "POST",
        about="account",
        query=of_account,
        form=True,
        typed=for_account,
    ),
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
        )
    ),
    *(
        Sample(
            f"POST /bookings/{{pk}}/{verb}",
            about=row,
            typed=matched({}),
            answers=LATE,
            seen="booking",
        )
        for verb, row in (("approve", "asked_for"), ("reconsider", "booking"))
    ),
    Sample(
        "POST /bookings/{pk}/refuse",
        about="asked_for",
        typed=matched({"reason": "x"}),
        seen="booking",
    ),
    Sample("GET /steps/{pk}/bookings", about="plan_step"),
    Sample("POST /steps/{pk}/bookings", about="plan_step", typed=for_step),
]
