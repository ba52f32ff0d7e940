"""The verbs of this room."""

from kam.plans.services.bulk import bulk_plans, bulk_steps
from kam.plans.services.common import require_kept
from kam.plans.services.handing import hand_over_steps
from kam.plans.services.linking import (
    finish_by_visit,
    leave_by_visit,
    link_visit,
    relink_visit,
    unlink_visit,
    unsay_visit,
)
from kam.plans.services.plans import (
    PlanDraft,
    activate_plan,
    begin_plan,
    close_plan,
    edit_plan,
    redraft_plan,
    reopen_plan,
)
from kam.plans.services.resourcing import ask_for_step
from kam.plans.services.states import drop_step, finish_step, reopen_step
from kam.plans.services.steps import StepDraft, add_step, arrange_step, edit_step

__all__ = [
    "PlanDraft",
    "StepDraft",
    "activate_plan",
    "add_step",
    "arrange_step",
    "ask_for_step",
    "begin_plan",
    "bulk_plans",
    "bulk_steps",
    "close_plan",
    "drop_step",
    "edit_plan",
    "edit_step",
    "finish_by_visit",
    "finish_step",
    "hand_over_steps",
    "leave_by_visit",
    "link_visit",
    "redraft_plan",
    "relink_visit",
    "reopen_plan",
    "reopen_step",
    "require_kept",
    "unlink_visit",
    "unsay_visit",
]
