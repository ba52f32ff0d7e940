"""Steps of plans from a file; account, plan and what is done are the key."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kam.accounts.queries.leaving import lost_among
from kam.accounts.services.bulk.work import Named
from kam.audit.adding import values_of
from kam.audit.keeping import Keeping
from kam.core.cells import count_of, day_of, minor_of, read_cells, text_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.core.text import name_key
from kam.people.policies import require
from kam.people.scopes import may
from kam.plans.models import Plan, Step
from kam.plans.models.step import MOST_STEPS
from kam.plans.policies import may_plan
from kam.plans.services.bulk.plans import WITH, key_of
from kam.plans.services.common import (
    CLOSED,
    REFRESH,
    require_kept,
    require_there,
)
from kam.plans.services.steps import require_sound
from kam.plans.terms import StepKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

WORDS = (
    "what", "kind", "before", "after", "due", "resource", "sign", "planned_minor",
    "spent_minor",
)  # fmt: skip
COLUMNS = {
    "account": "account", "plan": "plan", "what": "what", "kind": "kind",
    "before": "before", "after": "after", "owner": "owner", "due": "due",
    "resource": "resource", "sign": "sign", "planned": "planned_minor",
    "spent": "spent_minor", "waits_for": "waits_for",
}  # fmt: skip
CELLS = {
    "planned_minor": "planned", "spent_minor": "spent", "owner_id": "owner",
    "waits_for_id": "waits_for",
}  # fmt: skip
READERS: dict[str, Reader] = {
    "kind": lambda v: read_choice(StepKind, v, "kind"),
    "before": count_of,
    "after": count_of,
    "due": day_of,
    "planned": minor_of,
    "spent": minor_of,
}
NO_PLAN = mark("这个客户没有叫这个名字的计划，先导入计划")
NO_STEP = mark("这个计划里还没有存下要等的那一步")


def bulk_steps(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Add and change steps of plans; new ones stand at the end.

    The step to wait for has to be stored already. Columns a row does not have stay as
    they are. Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, "plan", "create"))
    return _Steps(actor, dry_run=dry_run).take(rows)


class _Steps(Keeping[Step]):
    """One file of steps."""

    noun = "step"
    cells = CELLS

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.named = Named(actor)
        self.lost: frozenset[int] = frozenset()
        self.plans: dict[tuple[int, str], Plan] = {}
        self.places: dict[int, int] = defaultdict(int)

    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, Step]:
        """Read the accounts of a batch, who works there, their plans and steps."""
        self.named.read(rows)
        self.named.read_workers()
        self.lost = lost_among(self.named.accounts)
        plans = Plan.objects.filter(account__in=self.named.accounts)
        held = plans.select_related(*WITH).select_for_update(of=("self",))
        self.plans = {
            key_of(plan.account_id, plan.name): plan for plan in held.order_by("pk")
        }
        by_pk = {plan.pk: plan for plan in self.plans.values()}
        steps = Step.objects.filter(plan__in=by_pk).select_for_update()
        found: dict[Hashable, Step] = {}
        for step in steps.order_by("pk"):
            step.plan = by_pk[step.plan_id]
            found[_key(step.plan_id, step.what)] = step
            last = max(self.places[step.plan_id], step.place)
            self.places[step.plan_id] = last
        return found

    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return plan and words of a row, and what it says."""
        account = self.named.account(row)
        require(may_plan(self.actor, account))
        require_kept(account, self.lost)
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        plan = self.plans.get(key_of(account.pk, given.get("plan")))
        if plan is None:
            raise Invalid(fields={"plan": [NO_PLAN]})
        if plan.is_closed:
            raise Invalid(CLOSED, fields={"": [CLOSED]}, todo=REFRESH)
        require_there(plan)
        values = {n: given[n] for n in WORDS if n in given}
        if "kind" in values:
            values["kind"] = values["kind"] or ""
        if "owner" in given:
            values["owner_id"] = self.named.worker(account, given["owner"])
        if "waits_for" in given:
            values["waits_for_id"] = self._waits(plan, given["waits_for"])
        key = _key(plan.pk, given.get("what"))
        if key in self.known:
            values.pop("what", None)
        return key, values

    def _waits(self, plan: Plan, cell: object) -> int | None:
        if not text_of(cell):
            return None
        step = self.known.get(_key(plan.pk, cell))
        if step is None or step.pk is None:
            raise Invalid(fields={"waits_for": [NO_STEP]})
        return step.pk

    def admit(self, row: Step) -> None:
        """Refuse an increment that is none, a circle, and too many steps."""
        if row.place > MOST_STEPS:
            said = mark("一个计划最多 %(most)s 步")
            raise Invalid(fields={"what": [said]}, most=MOST_STEPS)
        others = [
            one
            for one in self.known.values()
            if one.plan_id == row.plan_id and one.pk is not None and one.pk != row.pk
        ]
        require_sound(row, others)
        self.places[row.plan_id] = max(self.places[row.plan_id], row.place)

    def fresh(self, row: BulkRow, _key: Hashable) -> Step:
        """Return an empty step at the end of its plan."""
        account = self.named.account(row)
        plan = self.plans[key_of(account.pk, row.values.get("plan"))]
        return Step(plan=plan, place=self.places[plan.pk] + 1)


def _key(plan_id: int, what: object) -> tuple[int, str]:
    return plan_id, name_key(text_of(what))
