"""Knocking at the doors of the questions room."""

from __future__ import annotations

from typing import Any

from tests.permissions.sample import Sample

MATCH = {"If-Match": '"2"'}
TEXTS = (("question", "text"), ("question", "answer"))
GAP = {"name": "account:potential_minor", "day": "2025-01-02", "stakeholder": ""}
PUZZLES = dict.fromkeys(("value", "relation", "adapt", "needs", "price"), "2")
TYPED = {"text": "x", "impact": "low"}
ANSWERED = {"answer": "x", "source": "seen", "answered_on": "2025-01-02"}


def of_account(_world: Any, row: Any) -> dict[str, Any]:
    """Fill a body that names its account."""
    return {"account_id": row.pk, "text": "x"}


QUESTIONS: list[Sample] = [
    Sample("questions:account", about="account", judged="question.see"),
    Sample("questions:new", about="account"),
    Sample("questions:new", "POST", about="account", form=True, typed=TYPED),
    Sample("questions:asked", about="account", query="name=account:potential_minor"),
    Sample("questions:asked", "POST", about="account", typed=GAP),
    Sample("questions:dismiss", "POST", about="account", typed=GAP),
    Sample("questions:edit", about="question"),
    Sample("questions:edit", "POST", about="question", form=True, typed=TYPED),
    Sample("questions:answer", about="question"),
    Sample("questions:answer", "POST", about="question", form=True, typed=ANSWERED),
    Sample("questions:unanswer", "POST", about="question"),
    Sample("questions:restore", "POST", about="question"),
    Sample("questions:unask", "POST", about="asking"),
    Sample("questions:puzzles"),
    Sample("questions:puzzles", "POST", form=True, typed=PUZZLES),
    Sample("questions:puzzles-later", "POST"),
    Sample("GET /questions", shows=TEXTS),
    Sample("POST /questions", about="account", typed=of_account),
    Sample("GET /questions/{pk}", about="question"),
    Sample("PATCH /questions/{pk}", about="question", typed={"text": "x", **MATCH}),
    Sample(
        "PUT /questions/{pk}/answer",
        about="question",
        typed={"answer": "x", "source": "seen", **MATCH},
    ),
    Sample("POST /questions/{pk}/askings", about="question", typed={}),
]
