"""Knocking at the doors of account plans, reviews, what is shared, and the template."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kam.blueprints.rules.outlines.shipped import shipped_text
from kam.core.clock import today
from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.permissions.world import World

TEXTS = (("blueprint", "text_risks"), ("blueprint", "told_goals"))
NUMBER, DECISION = {"number": 1}, {"number": "1", "decision": "x"}
TEMPLATE = {"text": shipped_text(), "change_note": "x"}
OWN = frozenset({303, 403})


def later(days: int) -> str:
    """Return a day to come."""
    return (today("Asia/Shanghai") + timedelta(days=days)).isoformat()


def matched(body: dict[str, Any]) -> Callable[[World, Any], dict[str, Any]]:
    """Fill a body that says which version it changes."""
    return lambda _world, row: {**body, "If-Match": f'"{row.version}"'}


def on_paper(key: str) -> Callable[[World, Any], dict[str, Any]]:
    """Fill the address of a section."""
    return lambda _world, row: {"pk": row.pk, "key": key}


def numbered(number: int) -> Callable[[World, Any], dict[str, Any]]:
    """Fill the address of a version."""
    return lambda _world, row: {"pk": row.pk, "number": number}


def a_plan(_world: World, row: Any) -> dict[str, Any]:
    """Begin the plan of a year that has none."""
    return {"account_id": row.pk, "year": 2040}


def an_address(world: World, _row: Any) -> dict[str, Any]:
    """Fill the address that a customer opens."""
    return {"secret": world.shared}


GOAL = {"name": "x", "measure": "next_step", "target": 50, "due": later(40)}
ON_FORM = {**GOAL, "threshold": "", "told": "", "is_joint": ""}
SECTION = on_paper("risks")
SENT = {"about": "sent_blueprint"}
DECIDED = {**SENT, "seen": "blueprint"}
BLUEPRINTS: list[Sample] = [
    Sample("blueprints:list"),
    Sample("blueprints:export"),
    Sample("blueprints:account", about="account"),
    Sample("blueprints:begin", "POST", about="account", typed={"year": 2040}),
    Sample("blueprints:detail", about="blueprint"),
    Sample(
        "desk:blueprint-document",
        "POST",
        about="blueprint",
        typed={"format": "xlsx"},
    ),
    Sample("blueprints:detail", about="approved_blueprint"),
    Sample("blueprints:versions", about="blueprint"),
    Sample("blueprints:section", about="blueprint", path=SECTION),
    Sample(
        "blueprints:section",
        "POST",
        about="blueprint",
        path=SECTION,
        form=True,
        typed={"text_risks": "x"},
    ),
    Sample("blueprints:objective-new", about="blueprint"),
    Sample("blueprints:objective-new", "POST", about="blueprint", typed=ON_FORM),
    Sample("blueprints:objective", about="objective"),
    Sample("blueprints:objective", "POST", about="objective", form=True),
    Sample("blueprints:objective-drop", "POST", about="objective"),
    Sample("blueprints:objective-restore", "POST", about="objective"),
    Sample("blueprints:submit", "POST", about="blueprint"),
    Sample("blueprints:withdraw", "POST", about="sent_blueprint"),
    Sample("blueprints:amend", "POST", about="approved_blueprint"),
    Sample("blueprints:approve", "POST", typed=DECISION, **SENT),
    Sample("blueprints:send-back", "POST", typed=DECISION, **SENT),
    Sample(
        "blueprints:undo",
        "POST",
        about="approved_blueprint",
        answers=OWN,
    ),
    Sample(
        "blueprints:remark",
        "POST",
        about="blueprint",
        typed={"section": "risks", "text": "x"},
    ),
    Sample("blueprints:remark-settle", "POST", about="remark"),
    Sample("blueprints:remark-reopen", "POST", about="remark"),
    Sample("blueprints:review-open", "POST", about="blueprint"),
    Sample("blueprints:review", about="review"),
    Sample("blueprints:review", about="held_review", query="q=next"),
    Sample("blueprints:review", about="review", query="q=last"),
    Sample(
        "blueprints:finding",
        "POST",
        about="review",
        typed={"question": "risks", "text": "x", "task": "", "due": ""}
        | {"owner": "", "plan": ""},
    ),
    Sample("blueprints:finding-drop", "POST", about="finding"),
    Sample("blueprints:finding-restore", "POST", about="finding"),
    Sample(
        "blueprints:review-close",
        "POST",
        about="review",
        typed={"minutes": "x", "next_on": later(30)},
    ),
    Sample(
        "blueprints:review-reopen",
        "POST",
        about="held_review",
        answers=frozenset({422}),
    ),
    Sample("blueprints:share", about="blueprint", seen="blueprint"),
    Sample(
        "blueprints:share",
        "POST",
        about="blueprint",
        typed={"sections": ["facts"], "language": "en", "expires_on": ""},
        answers=frozenset({200}),
    ),
    Sample("blueprints:handout-revoke", "POST", about="handout"),
    Sample(
        "blueprints:handout-document",
        "POST",
        about="handout",
        typed={"format": "pdf"},
        answers=frozenset({200}),
    ),
    Sample("blueprints:shared", path=an_address),
    Sample(
        "blueprints:shared-document",
        "POST",
        path=an_address,
        typed={"format": "pdf"},
        answers=frozenset({200}),
    ),
    Sample("blueprints:shared", "POST", path=an_address, answers=frozenset({422})),
    Sample("blueprints:outlines"),
    Sample("blueprints:outline", path=NUMBER),
    Sample("blueprints:outline-new"),
    Sample("blueprints:outline-new", "POST", typed=TEMPLATE),
    Sample("blueprints:outline-export", path=NUMBER),
    Sample("blueprints:outline-use", "POST", path=NUMBER),
    Sample("GET /blueprints", shows=TEXTS),
    Sample("POST /blueprints", about="account", typed=a_plan),
    Sample("GET /blueprints/{pk}", about="blueprint"),
    Sample("GET /blueprints/{pk}", about="approved_blueprint"),
    Sample(
        "PATCH /blueprints/{pk}", about="blueprint", typed=matched({"text_risks": "x"})
    ),
    Sample("POST /blueprints/{pk}/submit", about="blueprint", typed=matched({})),
    Sample("POST /blueprints/{pk}/withdraw", about="sent_blueprint", typed=matched({})),
    Sample(
        "POST /blueprints/{pk}/amend", about="approved_blueprint", typed=matched({})
    ),
    Sample("POST /blueprints/{pk}/approve", typed=matched(NUMBER), **DECIDED),
    Sample(
        "POST /blueprints/{pk}/send-back",
        typed=matched({**NUMBER, "words": "x"}),
        **DECIDED,
    ),
    Sample(
        "POST /blueprints/{pk}/undo",
        about="approved_blueprint",
        seen="blueprint",
        typed=matched({}),
        answers=frozenset({403}),
    ),
    Sample("GET /blueprints/{pk}/sections", about="blueprint"),
    Sample(
        "POST /blueprints/{pk}/document", about="blueprint", typed={"format": "xlsx"}
    ),
    Sample("GET /blueprints/{pk}/versions", about="blueprint"),
    Sample(
        "GET /blueprints/{pk}/versions/{number}", about="blueprint", path=numbered(1)
    ),
    Sample("GET /blueprints/{pk}/compare", about="blueprint", query="a=1&b=2"),
    Sample("GET /blueprints/{pk}/objectives", about="blueprint"),
    Sample("POST /blueprints/{pk}/objectives", about="blueprint", typed=GOAL),
    Sample("GET /objectives/{pk}", about="objective"),
    Sample("PATCH /objectives/{pk}", about="objective", typed=matched({"name": "x"})),
    Sample("DELETE /objectives/{pk}", about="objective"),
    Sample("POST /objectives/{pk}/restore", about="objective"),
    Sample("GET /blueprints/{pk}/remarks", about="blueprint"),
    Sample(
        "POST /blueprints/{pk}/remarks",
        about="blueprint",
        seen="blueprint",
        typed={"section": "risks", "text": "x"},
    ),
    Sample("POST /remarks/{pk}/settle", about="remark"),
    Sample("POST /remarks/{pk}/reopen", about="remark"),
    Sample("GET /blueprints/{pk}/reviews", about="blueprint"),
    Sample("POST /blueprints/{pk}/reviews", about="blueprint"),
    Sample("GET /reviews/{pk}", about="held_review"),
    Sample("GET /reviews/{pk}/findings", about="review"),
    Sample(
        "POST /reviews/{pk}/findings",
        about="review",
        typed={"question": "risks", "text": "x"},
    ),
    Sample(
        "POST /reviews/{pk}/close",
        about="review",
        typed=matched({"next_on": later(30)}),
    ),
    Sample("GET /blueprints/{pk}/handouts", about="blueprint"),
    Sample(
        "POST /blueprints/{pk}/handouts",
        about="blueprint",
        typed={"sections": ["facts"]},
    ),
    Sample("DELETE /handouts/{pk}", about="handout"),
    Sample("GET /outlines"),
    Sample("GET /outlines/{number}", path=NUMBER),
    Sample("POST /outlines", typed=TEMPLATE),
    Sample("POST /outlines/{number}/use", path=NUMBER),
]
