"""What a new step begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.judgements.rules.scales import TERMS
from kam.plans.rules.increments import STAGE, TOP

if TYPE_CHECKING:
    from kam.plans.models import Plan


def start_of(plan: Plan, template: str) -> dict[str, Any]:
    """Return what a template moves, who works on it and by when; no statement."""
    told: dict[str, Any] = {"owner": plan.account.owner_id, "due": plan.by}
    stage = template.removeprefix("S")
    if template in TERMS:
        return {**told, "kind": template}
    if template.startswith("S") and stage.isdigit() and int(stage) < TOP:
        at = int(stage)
        return {**told, "kind": STAGE, "before": at, "after": at + 1}
    return told
