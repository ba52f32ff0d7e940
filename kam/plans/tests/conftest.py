"""A hospital, something to sell, and a plan from 4 to 6 on a Wednesday in March."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kam.catalog.services import ProductDraft, create_product
from kam.plans.services import (
    PlanDraft,
    activate_plan,
    begin_plan,
    edit_plan,
    edit_step,
)
from kam.visits.tests.conftest import WEDNESDAY, make_hospital, wednesday

if TYPE_CHECKING:
    from kam.plans.models import Plan, Step

__all__ = ["wednesday"]


def steps_of(plan: Plan) -> list[Step]:
    """Return the steps of a plan in their order."""
    return list(plan.steps.select_related("plan__account__team").order_by("place"))


@pytest.fixture
def signed(client, cast):
    """A browser in which the representative is signed in."""
    client.force_login(cast.rep)
    return client


@pytest.fixture
def hospital(cast):
    """An account of the representative with three people."""
    return make_hospital(cast.rep)


@pytest.fixture
def reagent(cast):
    """Something the company sells."""
    return create_product(actor=None, draft=ProductDraft("D-二聚体试剂", "DD"))


@pytest.fixture
def plan(cast, hospital) -> Plan:
    """A draft with the two steps that the method suggests."""
    draft = PlanDraft("急诊凝血整合方案", stage_a=4, stage_b=6)
    return begin_plan(actor=cast.rep, account=hospital.account, draft=draft)


@pytest.fixture
def going(cast, plan) -> Plan:
    """The same plan under way: nothing is missing."""
    by = WEDNESDAY + timedelta(days=60)
    for step in plan.steps.all():
        edit_step(actor=cast.rep, step=step, wanted={"due": by})
    edit_plan(actor=cast.rep, plan=plan, wanted={"by": by})
    return activate_plan(actor=cast.rep, plan=plan)
