"""Knocking at the doors of the needs room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from tests.permissions.world import World

NODE = {"names": "x", "note": "y", "day": "2025-01-02"}
MATCH = {"If-Match": '"1"'}


def of_unit(_world: World, row: Any) -> dict[str, Any]:
    """Name the account of a cell."""
    return {"pk": row.account_id}


def of_cell(_world: World, row: Any) -> str:
    """Name the unit and the product of a cell."""
    return f"unit={row.account_id}&product={row.product_id}"


def a_node(_world: World, row: Any) -> dict[str, Any]:
    """Fill a body that names its person."""
    return {"stakeholder_id": row.pk, "kind": "concept", "name": "x"}


def a_cell(world: World, row: Any) -> dict[str, Any]:
    """Fill a body that names its unit."""
    product = world.holdings["own"].place.product_id
    return {"account_id": row.pk, "product_id": product, "our_share": 5}


STEP = {"state": "told", "evidence": "x", "day": "2025-01-02"}
WORTH = {"text": "x", "day": "2025-01-02"}

WORD = {"feature": "x"}


def a_card(_world: World, row: Any) -> dict[str, Any]:
    """Fill a body that names its account."""
    return {"account_id": row.pk, "cost": "x"}


def a_claim(_world: World, row: Any) -> dict[str, Any]:
    """Fill a body that names its account."""
    return {"account_id": row.pk, "text": "x"}


def a_message(_world: World, row: Any) -> dict[str, Any]:
    """Fill a body that names whom it is for."""
    return {"stakeholder_id": row.pk, **WORD}


def of_claim(_world: World, row: Any) -> dict[str, Any]:
    """Name a move and its claim."""
    return {"pk": row.claim_id, "move_pk": row.pk}


SECOND = {"If-Match": '"2"'}

NEEDS: list[Sample] = [
    Sample("needs:messages", about="account"),
    Sample("needs:message-new", about="stakeholder"),
    Sample("needs:message-new", "POST", about="stakeholder", form=True, typed=WORD),
    Sample("needs:message", about="message"),
    Sample("needs:message", "POST", about="message", form=True, typed=WORD),
    Sample("needs:message-ready", "POST", about="message"),
    Sample("needs:message-unready", "POST", about="message"),
    Sample("needs:message-archive", "POST", about="message"),
    Sample("needs:message-restore", "POST", about="message"),
    Sample("needs:value", about="account"),
    Sample("needs:card", about="account"),
    Sample("needs:card", "POST", about="account", form=True, typed={"solved": "x"}),
    Sample("needs:claim-new", about="account"),
    Sample("needs:claim-new", "POST", about="account", form=True, typed=WORTH),
    Sample("needs:claim", about="claim"),
    Sample("needs:claim-move", "POST", about="claim", typed=STEP),
    Sample("needs:claim-archive", "POST", about="claim"),
    Sample("needs:claim-restore", "POST", about="claim"),
    Sample("needs:move-retract", "POST", about="claim_move"),
    Sample("needs:move-restore", "POST", about="claim_move"),
    Sample("needs:account", about="account"),
    Sample("needs:grid", about="account"),
    Sample("needs:grid", about="place", path=of_unit, query=of_cell),
    Sample(
        "needs:place",
        "POST",
        about="place",
        path=of_unit,
        query=of_cell,
        typed={"our_share": "7", "day": "2025-01-02"},
        form=True,
        page="needs:grid",
    ),
    Sample("needs:problem-new", about="stakeholder"),
    Sample("needs:problem-new", "POST", about="stakeholder", form=True, typed=NODE),
    Sample("needs:template", "POST", about="stakeholder", typed={"role": "quality"}),
    Sample("needs:problem", about="problem"),
    Sample("needs:problem", "POST", about="problem", form=True, typed={"name": "z"}),
    Sample("needs:problem-archive", "POST", about="problem"),
    Sample("needs:problem-restore", "POST", about="problem"),
    Sample("GET /problems", shows=(("need", "name"),)),
    Sample("POST /problems", about="stakeholder", typed=a_node),
    Sample("GET /problems/{pk}", about="problem"),
    Sample("PATCH /problems/{pk}", about="problem", typed={"note": "z", **MATCH}),
    Sample("GET /cards", shows=(("need", "cost"),)),
    Sample("POST /cards", about="account", typed=a_card),
    Sample("GET /cards/{pk}", about="card"),
    Sample("PATCH /cards/{pk}", about="card", typed={"cost": "z", **MATCH}),
    Sample("GET /claims", shows=(("need", "text"), ("need", "evidence"))),
    Sample("POST /claims", about="account", typed=a_claim),
    Sample("GET /claims/{pk}", about="claim"),
    Sample("PATCH /claims/{pk}", about="claim", typed={"archived": True, **MATCH}),
    Sample("POST /claims/{pk}/moves", about="claim", typed=STEP),
    Sample(
        "PATCH /claims/{pk}/moves/{move_pk}",
        about="claim_move",
        path=of_claim,
        typed={"retracted": True},
    ),
    Sample("GET /messages", shows=(("need", "feature"),)),
    Sample("POST /messages", about="stakeholder", typed=a_message),
    Sample("GET /messages/{pk}", about="message"),
    Sample("PATCH /messages/{pk}", about="message", typed={"effect": "z", **SECOND}),
    Sample("GET /places"),
    Sample("POST /places", about="account", typed=a_cell),
    Sample("GET /places/{pk}", about="place"),
    Sample("PATCH /places/{pk}", about="place", typed={"our_share": 9, **MATCH}),
]
