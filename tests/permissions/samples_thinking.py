"""Knocking at the doors of the thinking room."""

from __future__ import annotations

from typing import Any

from tests.permissions.sample import Sample

MATCH = {"If-Match": '"1"'}
SEEN = {"clues_b": ["b-agenda"], "day": "2025-01-02"}


def a_sighting(_world: Any, row: Any) -> dict[str, Any]:
    """Fill a body that names its person."""
    return {"stakeholder_id": row.pk, "clue": "a-proof"}


THINKING: list[Sample] = [
    Sample("thinking:account", about="account"),
    Sample("thinking:person", about="stakeholder"),
    Sample(
        "thinking:person",
        "POST",
        about="stakeholder",
        form=True,
        typed=SEEN,
        judged="observation.create",
    ),
    Sample("thinking:exempt", "POST", about="stakeholder", typed={"reason": "x"}),
    Sample("thinking:include", "POST", about="stakeholder"),
    Sample("thinking:retract", "POST", about="observation"),
    Sample("thinking:restore", "POST", about="observation"),
    Sample("thinking:self"),
    Sample("thinking:self", "POST", typed={"a": "5", "b": "5", "c": "5", "d": "5"}),
    Sample("GET /observations", shows=(("observation", "note"),)),
    Sample("POST /observations", about="stakeholder", typed=a_sighting),
    Sample("GET /observations/{pk}", about="observation"),
    Sample(
        "PATCH /observations/{pk}",
        about="observation",
        typed={"retracted": True, **MATCH},
    ),
]
