"""Resources, and a step of a plan that needs them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.plans.services import PlanDraft, activate_plan, begin_plan, edit_step
from kam.resources.tests.conftest import field

__all__ = ["field"]


@pytest.fixture
def step(field):
    """The first step of a plan under way at that account."""
    cast = field.cast
    by = field.day + timedelta(days=60)
    draft = PlanDraft("急诊凝血整合方案", stage_a=4, stage_b=5, by=by)
    plan = begin_plan(actor=cast.rep, account=field.account, draft=draft)
    first = plan.steps.select_related("plan__account__team").get()
    edit_step(actor=cast.rep, step=first, wanted={"due": by, "sign": "他自己做了一次"})
    activate_plan(actor=cast.rep, plan=plan)
    return first
