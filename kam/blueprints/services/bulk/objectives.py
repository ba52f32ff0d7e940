"""Goals of account plans from a file; account, year and name are the key."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kam.accounts.queries.leaving import lost_among
from kam.accounts.services.bulk.work import Named
from kam.audit.adding import values_of
from kam.audit.keeping import Keeping
from kam.blueprints.models import Blueprint, Objective
from kam.blueprints.policies import may_write
from kam.blueprints.queries.one import WITH
from kam.blueprints.rules import measures
from kam.blueprints.services.common import LOCKED, require_kept
from kam.blueprints.services.objectives import MOST_OBJECTIVES, TOO_MANY
from kam.blueprints.services.writing import records_for
from kam.blueprints.terms import Measure
from kam.core.cells import count_of, day_of, minor_of, read_cells, text_of, yes_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.core.text import name_key
from kam.people.days import today_of
from kam.people.policies import require
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

WORDS = ("name", "measure", "threshold", "due", "is_joint", "told")
COLUMNS = {name: name for name in ("account", "year", "target", *WORDS)}
READERS: dict[str, Reader] = {
    "year": count_of,
    "measure": lambda v: read_choice(Measure, v, "measure"),
    "threshold": count_of,
    "target": lambda v: v,
    "due": day_of,
    "is_joint": yes_of,
}
NO_PLAN = mark("这个客户这一年还没有计划书，先开始一份")
NO_NUMBER = mark("请写一个数")


def bulk_objectives(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Set and change goals of account plans that are being written.

    Where a goal starts is read from the records, as one by one. Columns a row does
    not have stay as they are. Cost: a fixed number of statements a batch, and seven
    for each plan that gets a new goal or another measure.
    """
    require(actor is None or may(actor, "blueprint", "change"))
    return _Objectives(actor, dry_run=dry_run).take(rows)


class _Objectives(Keeping[Objective]):
    """One file of goals."""

    noun = "objective"

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.named = Named(actor)
        self.today = today_of(actor)
        self.lost: frozenset[int] = frozenset()
        self.plans: dict[tuple[int, int | None], Blueprint] = {}
        self.records: dict[int, measures.Records] = {}

    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, Objective]:
        """Read the accounts of a batch, their plans and the goals that stand."""
        self.named.read(rows)
        self.lost = lost_among(self.named.accounts)
        held = Blueprint.objects.filter(account__in=self.named.accounts)
        locked = held.select_related(*WITH).select_for_update(of=("self",))
        plans = list(locked.order_by("pk"))
        self.plans = {(plan.account_id, plan.year): plan for plan in plans}
        by_pk = {plan.pk: plan for plan in plans}
        goals = Objective.objects.standing().filter(blueprint__in=by_pk)
        found: dict[Hashable, Objective] = {}
        for goal in goals.select_for_update().order_by("pk"):
            goal.blueprint = by_pk[goal.blueprint_id]
            found.setdefault(_key(goal.blueprint_id, goal.name), goal)
        return found

    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return plan and name of a goal, and what a row says of it."""
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        plan = self._plan(row, given.get("year"))
        key = _key(plan.pk, given.get("name"))
        held = self.known.get(key)
        values = {n: given[n] for n in WORDS if n in given}
        if held is not None:
            values.pop("name", None)
        measure = str(values.get("measure") or (held.measure if held else ""))
        if "target" in given:
            values["target"] = _target(measure, given["target"])
        return key, values | self._renewed(plan, held, values)

    def _plan(self, row: BulkRow, year: Any) -> Blueprint:
        """Return the plan a row is about, or refuse it as one by one."""
        account = self.named.account(row)
        require(may_write(self.actor, account))
        require_kept(account, self.lost)
        plan = self.plans.get((account.pk, year))
        if plan is None:
            raise Invalid(fields={"year": [NO_PLAN]})
        return plan

    def _renewed(
        self, plan: Blueprint, held: Objective | None, values: dict[str, object]
    ) -> dict[str, object]:
        """Return where a goal starts: a new one, and one measured otherwise now."""
        measure = values.get("measure", held.measure if held else None)
        stage = values.get("threshold", held.threshold if held else None)
        same = held is not None and (measure, stage) == (held.measure, held.threshold)
        if same or measure not in measures.RULES:
            return {}
        if plan.pk not in self.records:
            self.records[plan.pk] = records_for(self.actor, plan, self.today)
        start = measures.baseline(str(measure), self.records[plan.pk], _number(stage))
        return {"baseline": start, "began": self.today}

    def admit(self, row: Objective) -> None:
        """Refuse a change of a plan that is locked, and more goals than it may have."""
        if not row.blueprint.is_writable:
            raise Invalid(LOCKED, fields={"": [LOCKED]})
        own = _key(row.blueprint_id, row.name)
        beside = sum(
            one.blueprint_id == row.blueprint_id and key != own
            for key, one in self.known.items()
        )
        if row.pk is None and beside >= MOST_OBJECTIVES:
            raise Invalid(fields={"name": [TOO_MANY]}, most=MOST_OBJECTIVES)

    def fresh(self, _row: BulkRow, key: Hashable) -> Objective:
        """Return an empty goal of a plan."""
        pk = key[0]  # type: ignore[index]
        plan = next(plan for plan in self.plans.values() if plan.pk == pk)
        return Objective(blueprint=plan, began=self.today)


def _number(stage: object) -> int | None:
    return stage if isinstance(stage, int) else None


def _target(measure: str, cell: object) -> int:
    """Read a target in the unit of its measure: money in yuan, a share in percent."""
    if measure in measures.RULES and measures.RULES[measure].unit == measures.MONEY:
        minor = minor_of(cell)
        if minor is not None:
            return minor
    try:
        number = Decimal(text_of(cell).removesuffix("%"))
    except ArithmeticError as error:
        raise Invalid(fields={"target": [NO_NUMBER]}) from error
    if not number.is_finite() or number != int(number):
        raise Invalid(fields={"target": [NO_NUMBER]})
    return int(number)


def _key(blueprint_id: int, name: object) -> tuple[int, str]:
    return blueprint_id, name_key(text_of(name))
