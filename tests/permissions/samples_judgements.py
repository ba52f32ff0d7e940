"""Knocking at the doors of the judgements room."""

from __future__ import annotations

from typing import Any

from tests.permissions.sample import Sample

MATCH = {"If-Match": '"1"'}


def of_influence(_world: Any, row: Any) -> dict[str, Any]:
    """Name what is judged."""
    return {"pk": row.pk, "aspect": "influence"}


TYPED = {
    "value": "3",
    "evidence": "x",
    "source": "seen",
    "confidence": "low",
    "day": "2025-01-02",
}


def a_judgement(_world: Any, row: Any) -> dict[str, Any]:
    """Fill a body that names its person."""
    return {
        "stakeholder_id": row.pk,
        "aspect": "business",
        "value": 2,
        "evidence": "x",
        "source": "told",
    }


JUDGEMENTS: list[Sample] = [
    Sample("judgements:history", about="stakeholder"),
    Sample("judgements:judge", about="stakeholder", path=of_influence),
    Sample(
        "judgements:judge",
        "POST",
        about="stakeholder",
        path=of_influence,
        form=True,
        typed=TYPED,
    ),
    Sample("judgements:retract", "POST", about="judgement"),
    Sample("judgements:restore", "POST", about="judgement"),
    Sample("GET /judgements", shows=(("judgement", "evidence"),)),
    Sample("POST /judgements", about="stakeholder", typed=a_judgement),
    Sample("GET /judgements/{pk}", about="judgement"),
    Sample(
        "PATCH /judgements/{pk}", about="judgement", typed={"retracted": True, **MATCH}
    ),
]
