"""Verbs of plans and resources that write about a person."""

from __future__ import annotations

from kam.plans import services as plans
from kam.resources import services as resources
from tests.company import here


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


def of_resources(cast, held):
    """Yield the verbs of resources; what is asked for reaches the person."""
    draft = resources.BookingDraft(
        held.resource.pk, here(), stakeholder_id=held.stakeholder.pk, assured=True
    )
    back = resources.withdraw_booking(actor=cast.rep, booking=held.asked_for)
    gone = resources.cancel_booking(actor=cast.rep, booking=held.booking)
    yield (
        "resources.Booking.stakeholder",
        [
            lambda: resources.ask_booking(
                actor=cast.rep, account=held.account, draft=draft
            ),
            lambda: resources.resubmit_booking(actor=cast.rep, booking=back),
            lambda: resources.rebook_booking(actor=cast.rep, booking=gone),
        ],
    )
