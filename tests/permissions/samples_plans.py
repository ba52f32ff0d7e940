"""Knocking at the doors of plans and their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.permissions.world import World

TEXTS = (("plan", "name"), ("plan", "now"), ("plan", "goal"))


def matched(body: dict[str, Any]) -> Callable[[World, Any], dict[str, Any]]:
    """Fill a body that says which version it changes."""
    return lambda _world, row: {**body, "If-Match": f'"{row.version}"'}


def a_plan(_world: World, row: Any) -> dict[str, Any]:
    """Fill a body that names its account."""
    return {"account_id": row.pk, "name": "x", "stage_a": 4, "stage_b": 5}


def a_visit(world: World, row: Any) -> dict[str, Any]:
    """Name a visit of the same account that moves no step yet."""
    for holding in world.holdings.values():
        if holding.account.pk == row.plan.account_id:
            return {"visit_id": holding.planned.pk}
    raise LookupError


MOVED = frozenset({200, 422})
PLANS: list[Sample] = [
    Sample("plans:phases", about="account", judged="plan.see"),
    Sample("GET /plans", shows=TEXTS),
    Sample("POST /plans", about="account", typed=a_plan),
    Sample("GET /plans/{pk}", about="plan"),
    Sample("GET /plans/{pk}", about="ended_plan"),
    Sample("PATCH /plans/{pk}", about="plan", typed=matched({"name": "x"})),
    Sample("POST /plans/{pk}/activate", about="plan", typed=matched({})),
    Sample("POST /plans/{pk}/redraft", about="plan", typed=matched({})),
    Sample("POST /plans/{pk}/close", about="plan", typed=matched({})),
    Sample("POST /plans/{pk}/reopen", about="ended_plan", typed=matched({})),
    Sample("GET /plans/{pk}/steps", about="plan"),
    Sample("POST /plans/{pk}/steps", about="plan", typed={"what": "x"}),
    Sample("GET /steps/{pk}", about="plan_step"),
    Sample("PATCH /steps/{pk}", about="plan_step", typed=matched({"what": "x"})),
    Sample("POST /steps/{pk}/finish", about="plan_step", typed=matched({})),
    Sample("POST /steps/{pk}/drop", about="plan_step", typed=matched({})),
    Sample("POST /steps/{pk}/reopen", about="plan_step", typed=matched({})),
    Sample("GET /steps/{pk}/visits", about="plan_step"),
    Sample("POST /steps/{pk}/visits", about="plan_step", typed=a_visit),
    Sample("DELETE /steps/visits/{pk}", about="plan_link"),
    Sample("POST /steps/visits/{pk}/restore", about="plan_link"),
    Sample("POST /steps/visits/{pk}/finish", about="plan_link", answers=MOVED),
]
