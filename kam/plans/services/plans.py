"""Beginning a plan, editing it, carrying it out, ending it, taking it up again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import get_language

from kam.accounts.models import Stakeholder
from kam.accounts.services import refuse_erased
from kam.audit import changes
from kam.audit.batches import create_many
from kam.catalog.models import Product
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.packs.queries import current_pack
from kam.people.days import today_of
from kam.people.policies import require
from kam.plans.models import Plan, Step
from kam.plans.policies import may_plan
from kam.plans.queries import Beginning, aim_of, beginning_of, moves_of
from kam.plans.rules.checks import gaps_of
from kam.plans.rules.progress import spread
from kam.plans.rules.templates import PACK, suggest, template_of
from kam.plans.services.common import (
    REFRESH,
    locked_plan,
    open_plan,
    require_first,
    require_kept,
    require_there,
    steps_of,
)
from kam.plans.terms import PlanState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User

EDITABLE = frozenset(
    {
        "name",
        "now",
        "goal",
        "by",
        "stage_a",
        "stage_b",
        "stakeholder_id",
        "product_id",
    }
)
LONGEST, MOST_WORDS = 500, 200


@dataclass(frozen=True)
class PlanDraft:
    """What a plan begins with; A and B may be left to what was judged."""

    name: str
    stakeholder_id: int | None = None
    product_id: int | None = None
    stage_a: int | None = None
    now: str = ""
    stage_b: int | None = None
    goal: str = ""
    by: date | None = None


def begin_plan(
    *,
    actor: User | None,
    account: Account,
    draft: PlanDraft,
    fill: bool = True,
    client_id: UUID | None = None,
) -> Plan:
    """Begin a plan; `fill` adds the steps from A to B that the method suggests.

    A and B come from the ladder where the person and product were judged and nothing
    else is said. One that is going under the same name is not begun again.
    """
    require(may_plan(actor, account, "create"))
    require_kept(account)
    person = _person(actor, account, draft.stakeholder_id)
    if draft.product_id is not None:
        Product.objects.named(actor, draft.product_id, "product_id")
    known = _known(actor, person, draft.product_id)
    plan = Plan(
        account=account,
        stakeholder=person,
        product_id=draft.product_id,
        name=draft.name,
        stage_a=_stage(draft.stage_a, known.stage, "stage_a"),
        now=draft.now or known.words[:LONGEST],
        stage_b=_stage(draft.stage_b, known.target, "stage_b"),
        goal=draft.goal,
        by=draft.by,
        currency=account.currency,
        author=actor,
        client_id=client_id or uuid4(),
    )
    with transaction.atomic():
        require_first(plan)
        changes.create(actor=actor, row=plan, verb="plan.begin")
        if fill:
            rows = _suggested(plan, known, account.owner_id, today_of(actor))
            create_many(actor=actor, rows=rows, verb="step.fill")
    return plan


def _person(actor: User | None, account: Account, pk: int | None) -> Stakeholder | None:
    if pk is None:
        return None
    here = Stakeholder.objects.select_related("person").filter(account=account)
    asked = here.filter(pk=pk).first()
    if asked is not None:
        refuse_erased(asked.person)
    found: Stakeholder = here.active().named(actor, pk, "stakeholder_id")
    return found


def _known(
    actor: User | None, person: Stakeholder | None, product_id: int | None
) -> Beginning:
    if actor is None or person is None or product_id is None:
        return Beginning()
    return beginning_of(actor, person, product_id, today_of(actor))


def _stage(said: int | None, judged: int | None, field: str) -> int:
    stage = said if said is not None else judged
    if stage is None:
        raise Invalid(fields={field: [mark("请选第几级；还没有判断过")]})
    return stage


def _suggested(
    plan: Plan, known: Beginning, owner_id: int | None, today: date
) -> list[Step]:
    """Return steps whose words are the person's own from now on: translated once.

    Where the day of B is known, their days are spread evenly up to it.
    """
    pack, language = current_pack(PACK), get_language() or ""
    told = suggest(plan.stage_a, plan.stage_b, known.term, known.scores)
    words = [(one, template_of(pack, one.key, language)) for one in told]
    filled = [(one, template) for one, template in words if template is not None]
    days = spread(today, plan.by, len(filled))
    return [
        Step(
            plan=plan,
            place=place,
            what=template.what[:MOST_WORDS],
            kind=one.increment.kind if one.increment else "",
            before=one.increment.before if one.increment else None,
            after=one.increment.after if one.increment else None,
            owner_id=owner_id,
            due=days[place - 1],
            resource=template.resource[:LONGEST],
            sign=template.sign[:LONGEST],
        )
        for place, (one, template) in enumerate(filled, start=1)
    ]


def edit_plan(
    *,
    actor: User | None,
    plan: Plan,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Plan:
    """Edit whom it is about, A, B and the day; its state has verbs of its own."""
    changes.refuse_unknown(wanted, EDITABLE)
    with transaction.atomic():
        row = open_plan(actor, plan)
        _require_known(actor, row, wanted)
        return changes.change(
            actor=actor, row=row, wanted=wanted, before=before, verb="plan.edit"
        )


def _require_known(actor: User | None, row: Plan, wanted: Mapping[str, object]) -> None:
    """Refuse a person or product the actor could not have chosen."""
    person = wanted.get("stakeholder_id", row.stakeholder_id)
    if person != row.stakeholder_id and isinstance(person, int):
        _person(actor, row.account, person)
    product = wanted.get("product_id", row.product_id)
    if product != row.product_id and isinstance(product, int):
        Product.objects.named(actor, product, "product_id")


def activate_plan(*, actor: User | None, plan: Plan) -> Plan:
    """Begin to carry a plan out, once nothing is missing."""
    with transaction.atomic():
        row = open_plan(actor, plan)
        missing = gaps_of(aim_of(row), moves_of(steps_of(row)))
        if missing:
            said = mark("还差 %(n)s 处，补全了才能开始")
            todo = mark("每一步要有负责人、期限、资源和完成的标志，每一级要有步骤")
            raise Invalid(said, fields={"": [said]}, todo=todo, n=len(missing))
        return _turned(actor, row, PlanState.ACTIVE, "activate")


def redraft_plan(*, actor: User | None, plan: Plan) -> Plan:
    """Undo `activate_plan`."""
    with transaction.atomic():
        row = open_plan(actor, plan)
        return _turned(actor, row, PlanState.DRAFT, "redraft")


def close_plan(*, actor: User | None, plan: Plan, ending: str = "") -> Plan:
    """End a plan; also that of a lost account. Once more changes nothing."""
    require(may_plan(actor, plan.account))
    with transaction.atomic():
        row = locked_plan(plan)
        if row.is_closed:
            return row
        wanted = {
            "state": PlanState.CLOSED,
            "closed_on": today_of(actor),
            "ending": ending,
        }
        return changes.change(actor=actor, row=row, wanted=wanted, verb="plan.close")


def reopen_plan(*, actor: User | None, plan: Plan) -> Plan:
    """Undo `close_plan`: under way where nothing is missing, else a draft."""
    require(may_plan(actor, plan.account))
    with transaction.atomic():
        row = locked_plan(plan)
        require_kept(row.account)
        require_there(row)
        if not row.is_closed:
            raise Invalid(mark("这个计划没有结束"), todo=REFRESH)
        missing = gaps_of(aim_of(row), moves_of(steps_of(row)))
        state = PlanState.DRAFT if missing else PlanState.ACTIVE
        return _turned(actor, row, state, "reopen")


def _turned(actor: User | None, row: Plan, state: PlanState, verb: str) -> Plan:
    wanted = {"state": state, "closed_on": None, "ending": ""}
    return changes.change(actor=actor, row=row, wanted=wanted, verb=f"plan.{verb}")
