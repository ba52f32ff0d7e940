"""What one holding plans, built through services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.clock import today
from kam.plans.models import Plan, Step
from kam.plans.services import (
    PlanDraft,
    StepDraft,
    activate_plan,
    add_step,
    begin_plan,
    close_plan,
    drop_step,
    link_visit,
)
from tests.words import word, words

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.plans.models import StepVisit
    from kam.visits.models import Visit

NOUN = "plan"


@dataclass(frozen=True)
class Plans:
    """A plan under way with its step and the visit that moves it; one that ended."""

    plan: Plan
    ended_plan: Plan
    plan_step: Step
    plan_link: StepVisit


def build_plans(name: str, visit: Visit, who: int, owner: User) -> Plans:
    """Begin, carry out, link and end in the owner's name."""
    by = today(owner.time_zone)
    told = words(name, NOUN, "name", "now", "goal")
    draft = PlanDraft(**told, stakeholder_id=who, stage_a=4, stage_b=5, by=by)
    plan = begin_plan(actor=owner, account=visit.account, draft=draft, fill=False)
    step = StepDraft(
        **words(name, NOUN, "what", "resource", "sign"),
        kind="stage",
        before=4,
        after=5,
        owner_id=owner.pk,
        due=by,
    )
    added = add_step(actor=owner, plan=plan, draft=step)
    activate_plan(actor=owner, plan=plan)
    gone = begin_plan(
        actor=owner,
        account=visit.account,
        draft=PlanDraft("demo", None, None, 5, "", 6),
        fill=False,
    )
    left = add_step(actor=owner, plan=gone, draft=StepDraft("demo"))
    drop_step(actor=owner, step=left, reason=word(name, NOUN, "reason"))
    ending = word(name, NOUN, "ending")
    close_plan(actor=owner, plan=gone, ending=ending)
    link = link_visit(actor=owner, step=added, visit_id=visit.pk)
    return Plans(
        plan=_fresh(plan),
        ended_plan=_fresh(gone),
        plan_step=Step.objects.select_related("plan__account__team").get(pk=added.pk),
        plan_link=link,
    )


def _fresh(row: Plan) -> Plan:
    return Plan.objects.select_related("account__team").get(pk=row.pk)
