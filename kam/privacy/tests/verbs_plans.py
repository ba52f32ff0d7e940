"""The verbs of plans beside the field that points to a person."""

from __future__ import annotations

from kam.plans import services as plans


def of_plans(cast, held):
    """Yield the verbs of plans: one about the person can only be ended."""
    rep, plan, step = cast.rep, held.plan, held.plan_step
    about = plans.PlanDraft("x", held.stakeholder.pk, stage_a=4, stage_b=5)
    yield (
        "plans.Plan.stakeholder",
        [
            lambda: plans.begin_plan(actor=rep, account=held.account, draft=about),
            lambda: plans.edit_plan(actor=rep, plan=plan, wanted={"goal": "x"}),
            lambda: plans.add_step(actor=rep, plan=plan, draft=plans.StepDraft("x")),
            lambda: plans.edit_step(actor=rep, step=step, wanted={"what": "x"}),
        ],
    )
