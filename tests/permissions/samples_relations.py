"""Knocking at the doors of the map."""

from __future__ import annotations

from typing import Any

from tests.permissions.sample import Sample

MATCH = {"If-Match": '"1"'}
SAID = {"evidence": "x", "confidence": "low", "day": "2025-01-02"}


def other_of(world: Any, row: Any) -> int:
    """Return the second person of the account that a person belongs to."""
    for holding in world.holdings.values():
        if holding.account.pk in (row.pk, getattr(row, "account_id", None)):
            return int(holding.second.pk)
    return 0


def first_of(world: Any, row: Any) -> int:
    """Return the first person of an account."""
    for holding in world.holdings.values():
        if holding.account.pk == getattr(row, "account_id", row.pk):
            return int(holding.stakeholder.pk)
    return 0


def a_line(world: Any, row: Any) -> dict[str, Any]:
    """Fill the form of a line between the two people of an account."""
    return {
        "from_stakeholder": first_of(world, row),
        "to_stakeholder": other_of(world, row),
        "kind": "influence",
        "strength": "2",
        **SAID,
    }


def again(_world: Any, row: Any) -> dict[str, Any]:
    """Fill the form that draws a line anew, from today."""
    return {
        "from_stakeholder": row.from_stakeholder_id,
        "to_stakeholder": row.to_stakeholder_id,
        "kind": row.kind,
        "strength": "3",
        "evidence": "x",
        "confidence": "high",
        "day": row.day.isoformat(),
    }


def a_tie(world: Any, row: Any) -> dict[str, Any]:
    """Fill the form of a tie with the colleague who is there already."""
    holding = next(h for h in world.holdings.values() if h.account.pk == row.account_id)
    return {"colleague": holding.tie.colleague_id, "level": "1", "wanted": "2", **SAID}


def a_tie_body(world: Any, row: Any) -> dict[str, Any]:
    """Fill a body that names its person and the colleague."""
    holding = next(h for h in world.holdings.values() if h.account.pk == row.account_id)
    return {
        "stakeholder_id": row.pk,
        "colleague_id": holding.tie.colleague_id,
        "level": 1,
        "wanted": 2,
        "evidence": "x",
    }


def a_line_body(world: Any, row: Any) -> dict[str, Any]:
    """Fill a body that names its two people."""
    return {
        "from_stakeholder_id": row.pk,
        "to_stakeholder_id": other_of(world, row),
        "kind": "support",
        "evidence": "x",
    }


def somebody(world: Any, row: Any) -> dict[str, Any]:
    """Name who a role turned out to be."""
    return {"found": first_of(world, row)}


A_ROLE = {"title": "x", "layer": "decision", **SAID}
A_LAYER = {"layer": "purchasing", **SAID}


def a_seat(_world: Any, row: Any) -> dict[str, Any]:
    """Lay the card of a person in the third place."""
    return {"seat": f"{row.pk}:2:0"}


def a_role_body(_world: Any, row: Any) -> dict[str, Any]:
    """Fill a body that names its account."""
    return {"account_id": row.pk, "layer": "decision", "title": "x", "evidence": "y"}


RELATIONS: list[Sample] = [
    Sample("relations:map", about="account"),
    Sample("relations:matrix", about="account"),
    Sample("relations:line-new", about="account"),
    Sample("relations:line-new", "POST", about="account", form=True, typed=a_line),
    Sample("relations:line-edit", about="line"),
    Sample("relations:line-edit", "POST", about="line", form=True, typed=again),
    Sample("relations:line-end", "POST", about="line"),
    Sample("relations:line-reopen", "POST", about="line"),
    Sample("relations:line-retract", "POST", about="line"),
    Sample("relations:line-restore", "POST", about="line"),
    Sample("relations:tie-new", about="stakeholder"),
    Sample("relations:tie-new", "POST", about="stakeholder", form=True, typed=a_tie),
    Sample("relations:tie-retract", "POST", about="tie"),
    Sample("relations:tie-restore", "POST", about="tie"),
    Sample("relations:layer", about="stakeholder"),
    Sample("relations:layer", "POST", about="stakeholder", form=True, typed=A_LAYER),
    Sample("relations:layer-back", "POST", about="move"),
    Sample("relations:seat", "POST", about="stakeholder", typed=a_seat),
    Sample("relations:role-new", about="account"),
    Sample("relations:role-new", "POST", about="account", form=True, typed=A_ROLE),
    Sample("relations:role-find", about="role"),
    Sample("relations:role-find", "POST", about="role", form=True, typed=somebody),
    Sample("relations:role-lose", "POST", about="role"),
    Sample("relations:role-retract", "POST", about="role"),
    Sample("relations:role-restore", "POST", about="role"),
    Sample("GET /lines", shows=(("line", "evidence"),)),
    Sample("POST /lines", about="stakeholder", typed=a_line_body),
    Sample("GET /lines/{pk}", about="line"),
    Sample("PATCH /lines/{pk}", about="line", typed={"ended_on": None, **MATCH}),
    Sample("GET /roles", shows=(("line", "title"),)),
    Sample("POST /roles", about="account", typed=a_role_body),
    Sample("GET /roles/{pk}", about="role"),
    Sample("PATCH /roles/{pk}", about="role", typed={"found_id": None, **MATCH}),
    Sample("GET /ties", shows=(("line", "evidence"),)),
    Sample("POST /ties", about="stakeholder", typed=a_tie_body),
    Sample("GET /ties/{pk}", about="tie"),
    Sample("PATCH /ties/{pk}", about="tie", typed={"retracted": True, **MATCH}),
]
