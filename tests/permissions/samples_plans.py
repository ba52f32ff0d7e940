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


def of_account(_world: World, row: Any) -> str:
    """Name the account of a new plan, and that it is about the whole of it."""
    return f"account={row.pk}&whole=on"


def on_page(world: World, row: Any) -> dict[str, Any]:
    """Name a visit of the same account as its button does."""
    return {"visit": a_visit(world, row)["visit_id"]}


def a_visit(world: World, row: Any) -> dict[str, Any]:
    """Name a visit of the same account that moves no step yet."""
    for holding in world.holdings.values():
        if holding.account.pk == row.plan.account_id:
            return {"visit_id": holding.planned.pk}
    raise LookupError


MOVED = frozenset({200, 422})
TOLD = frozenset({303, 422})
NEW = {"name": "x", "stage_a": "4", "stage_b": "5"}
PLANS: list[Sample] = [
    Sample("plans:phases", about="account", judged="plan.see"),
    Sample("plans:of-person", about="stakeholder", judged="plan.see"),
    Sample("plans:list", shows=(("plan", "name"),)),
    Sample("plans:export", shows=(("plan", "name"),)),
    Sample("desk:plan", about="plan"),
    Sample("desk:plan-document", "POST", about="plan", typed={"format": "xlsx"}),
    Sample("desk:plan", about="ended_plan"),
    Sample("plans:new"),
    Sample("plans:new", about="account", query=of_account),
    Sample(
        "plans:new",
        "POST",
        about="account",
        query=of_account,
        form=True,
        typed=NEW,
    ),
    Sample("plans:edit", about="plan"),
    Sample("plans:edit", "POST", about="plan", form=True),
    Sample("plans:activate", "POST", about="plan"),
    Sample("plans:redraft", "POST", about="plan"),
    Sample("plans:close", about="plan"),
    Sample("plans:close", "POST", about="plan", form=True),
    Sample("plans:reopen", "POST", about="ended_plan"),
    Sample("plans:step-new", about="plan"),
    Sample("plans:step-new", "POST", about="plan", form=True, typed={"what": "x"}),
    Sample("plans:step", about="plan_step"),
    Sample("plans:step", "POST", about="plan_step", form=True),
    Sample("plans:place", "POST", about="plan_step", typed={"place": 1}),
    Sample("plans:unadd", "POST", about="plan_step"),
    Sample("plans:finish", about="plan_step"),
    Sample("plans:finish", "POST", about="plan_step", form=True),
    Sample("plans:drop", about="plan_step"),
    Sample("plans:drop", "POST", about="plan_step", form=True, typed={"reason": "x"}),
    Sample("plans:step-reopen", "POST", about="plan_step"),
    Sample("plans:link", "POST", about="plan_step", typed=on_page),
    Sample("plans:unlink", "POST", about="plan_link"),
    Sample("plans:relink", "POST", about="plan_link"),
    Sample("plans:moved", "POST", about="plan_link", answers=TOLD),
    Sample("plans:stayed", "POST", about="plan_link"),
    Sample("plans:unsay", "POST", about="plan_link"),
    Sample("GET /plans", shows=TEXTS),
    Sample("POST /plans", about="account", typed=a_plan),
    Sample("GET /plans/{pk}", about="plan"),
    Sample("POST /plans/{pk}/document", about="plan", typed={"format": "xlsx"}),
    Sample("GET /plans/{pk}", about="ended_plan"),
    Sample("PATCH /plans/{pk}", about="plan", typed=matched({"name": "x"})),
    Sample("POST /plans/{pk}/activate", about="plan", typed=matched({})),
    Sample("POST /plans/{pk}/redraft", about="plan", typed=matched({})),
    Sample("POST /plans/{pk}/close", about="plan", typed=matched({})),
    Sample("POST /plans/{pk}/reopen", about="ended_plan", typed=matched({})),
    Sample("GET /plans/{pk}/steps", about="plan"),
    Sample("GET /plans/{pk}/costs", about="plan"),
    Sample("POST /plans/{pk}/steps", about="plan", typed={"what": "x"}),
    Sample("GET /steps/{pk}", about="plan_step"),
    Sample("PATCH /steps/{pk}", about="plan_step", typed=matched({"what": "x"})),
    Sample("POST /steps/{pk}/finish", about="plan_step", typed=matched({})),
    Sample("POST /steps/{pk}/drop", about="plan_step", typed=matched({"reason": "x"})),
    Sample("POST /steps/{pk}/reopen", about="plan_step", typed=matched({})),
    Sample("GET /steps/{pk}/visits", about="plan_step"),
    Sample("POST /steps/{pk}/visits", about="plan_step", typed=a_visit),
    Sample("DELETE /steps/visits/{pk}", about="plan_link"),
    Sample("POST /steps/visits/{pk}/restore", about="plan_link"),
    Sample("POST /steps/visits/{pk}/leave", about="plan_link"),
    Sample("POST /steps/visits/{pk}/unsay", about="plan_link"),
    Sample("POST /steps/visits/{pk}/finish", about="plan_link", answers=MOVED),
]
