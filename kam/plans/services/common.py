"""What every verb of this room asks first; changes of one plan take turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kam.accounts.models import Account
from kam.accounts.queries.leaving import has_left
from kam.accounts.services import refuse_erased
from kam.core.errors import AlreadyThere, Invalid
from kam.core.marking import mark
from kam.core.text import name_key
from kam.people.policies import require
from kam.plans.models import Plan, Step
from kam.plans.policies import may_plan
from kam.plans.rules.checks import LOST
from kam.plans.terms import PlanState

if TYPE_CHECKING:
    from collections.abc import Collection

    from kam.people.models import User

CLOSED = mark("这个计划已经结束，要先重新打开")
ALREADY = mark("这个客户已经有一个同名的计划在做")
REFRESH = mark("请刷新页面")


def require_kept(account: Account, lost: Collection[int] | None = None) -> None:
    """Refuse an account that has left: it takes no plan.

    `lost` are the lost ones where they are known already.
    """
    if has_left(account, lost):
        raise Invalid(LOST, fields={"": [LOST]}, todo=mark("请先恢复这个客户"))


def require_there(plan: Plan) -> None:
    """Refuse to write more about somebody who was erased; the plan can be ended."""
    if plan.stakeholder is not None:
        refuse_erased(plan.stakeholder.person)


def require_first(plan: Plan) -> None:
    """Refuse a plan that is going already; who begins at one account takes turns.

    It is the same where its `client_id` is, or its name, its person and its product.
    """
    Account.objects.select_for_update(of=("self",)).get(pk=plan.account_id)
    rows = Plan.objects.filter(account=plan.account_id)
    alike = Q(stakeholder=plan.stakeholder_id, product=plan.product_id)
    going = alike & ~Q(state=PlanState.CLOSED)
    key = name_key(plan.name)
    for row in rows.filter(Q(client_id=plan.client_id) | going).order_by("-pk"):
        if row.client_id == plan.client_id or name_key(row.name) == key:
            raise AlreadyThere(ALREADY, record=row.pk, todo=mark("请打开已有的那一个"))


def locked_plan(plan: Plan) -> Plan:
    """Return a plan as it stands now, locked until the change is stored."""
    rows = Plan.objects.select_for_update(of=("self",))
    return rows.select_related("account__team", "stakeholder__person").get(pk=plan.pk)


def open_plan(actor: User | None, plan: Plan) -> Plan:
    """Return the plan locked, if this person may change it and it has not ended."""
    require(may_plan(actor, plan.account))
    current = locked_plan(plan)
    require_kept(current.account)
    require_there(current)
    if current.is_closed:
        raise Invalid(CLOSED, fields={"": [CLOSED]}, todo=REFRESH)
    return current


def open_step(actor: User | None, step: Step) -> tuple[Plan, Step]:
    """Return an open plan, locked, and its step as it stands now."""
    plan = open_plan(actor, step.plan)
    current = Step.objects.select_for_update().get(pk=step.pk)
    current.plan = plan
    return plan, current


def steps_of(plan: Plan) -> list[Step]:
    """Return the steps of a locked plan in their order; one statement."""
    rows = list(Step.objects.select_for_update().filter(plan=plan))
    for row in rows:
        row.plan = plan
    return sorted(rows, key=lambda row: (row.place, row.pk))
