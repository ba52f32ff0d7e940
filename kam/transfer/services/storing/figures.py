"""Figures, set by set: sets are found or made as the rows need them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from kam.core.bulk import Fate, Fault, RowResult
from kam.core.errors import Invalid, KamError
from kam.core.text import mark
from kam.performance.models import ComparisonSet
from kam.performance.policies import may_create_set
from kam.performance.services import SetDraft, bulk_figures, create_set, edit_set
from kam.transfer.services.storing.order import Order, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kam.core.bulk import BulkRow

NO_SET = Fault("set", "no-set", mark("没有写明比较组"))
NO_PERIOD = Fault("period", "required", mark("没有写明期间"))
TWO_SETS = mark("有几个比较组叫“%(name)s”，请在页面上选择")
NOT_YOURS = mark("没有名为“%(name)s”的比较组，您也不能新建")
OTHER_UNIT = mark("比较组“%(name)s”的单位是“%(stored)s”，与这次的“%(given)s”不同")


@dataclass
class Sets:
    """The comparison sets that rows name, found or made as they are needed."""

    order: Order
    found: dict[str, ComparisonSet | Fault] = field(default_factory=dict)
    made: int = 0

    def named(self, name: str) -> ComparisonSet | Fault:
        """Return the set with a name; the name of none is the chosen set."""
        if name not in self.found:
            try:
                self.found[name] = self._find(name)
            except KamError as error:
                self.found[name] = Fault("set", error.code, error.what, error.params)
        return self.found[name]

    def _find(self, name: str) -> ComparisonSet | Fault:
        choices = self.order.choices
        seen = ComparisonSet.objects.visible_to(self.order.actor).select_related("team")
        if not name and choices.set_id is not None:
            return self._with_units(seen.get(pk=choices.set_id))
        name = name or choices.comparison_set
        if not name:
            return NO_SET
        found = list(seen.filter(name=name)[:2])
        if len(found) > 1:
            return Fault("set", "two-sets", TWO_SETS, {"name": name})
        return self._with_units(found[0]) if found else self._new(name)

    def _new(self, name: str) -> ComparisonSet | Fault:
        actor, choices = self.order.actor, self.order.choices
        if not may_create_set(actor, actor.team):
            return Fault("set", "not-found", NOT_YOURS, {"name": name})
        draft = SetDraft(
            name=name,
            potential_unit=choices.potential_unit,
            sales_unit=choices.sales_unit,
        )
        self.made += 1
        if self.order.dry_run:
            return ComparisonSet(team=actor.team, created_by=actor, **asdict(draft))
        return create_set(actor=actor, team=actor.team, draft=draft)

    def _with_units(self, known: ComparisonSet) -> ComparisonSet:
        """Keep the units of a set; what it does not say yet is taken over."""
        wanted = {}
        for name in ("potential_unit", "sales_unit"):
            stored, given = getattr(known, name), getattr(self.order.choices, name)
            if given and stored and given != stored:
                raise Invalid(
                    OTHER_UNIT,
                    todo=mark("请换算后再导入，或导入到另一个比较组"),
                    name=known.name,
                    stored=stored,
                    given=given,
                )
            if given and not stored:
                wanted[name] = given
        if not wanted or self.order.dry_run:
            return known
        edit_set(actor=self.order.actor, comparison_set=known, wanted=wanted)
        return known


def opened(order: Order) -> Callable[[Sequence[BulkRow]], Outcome]:
    """Begin a file; its sets are found or made once."""
    sets = Sets(order)
    return lambda rows: store(order, sets, rows)


def store(order: Order, sets: Sets, rows: Sequence[BulkRow]) -> Outcome:
    """Create and update figures, set by set."""
    made = sets.made
    parts: dict[str, list[BulkRow]] = {}
    results: dict[int, RowResult] = {}
    for row in rows:
        name = str(row.values.get("set") or "")
        if not (row.values.get("period") or order.choices.period):
            results[row.number] = RowResult(
                row.number, Fate.FAILED, faults=(NO_PERIOD,)
            )
        else:
            parts.setdefault(name, []).append(_without_set(row))
    for name, part in parts.items():
        for result in _stored(order, sets.named(name), part):
            results[result.number] = result
    new = sets.made - made
    beside = {mark("新建的比较组"): new} if new else {}
    return Outcome([results[row.number] for row in rows], beside)


def _without_set(row: BulkRow) -> BulkRow:
    values = {name: value for name, value in row.values.items() if name != "set"}
    return type(row)(row.number, values)


def _stored(
    order: Order, found: ComparisonSet | Fault, rows: Sequence[BulkRow]
) -> list[RowResult]:
    if isinstance(found, Fault):
        return [RowResult(row.number, Fate.FAILED, faults=(found,)) for row in rows]
    return bulk_figures(
        actor=order.actor,
        comparison_set=found,
        period=order.choices.period,
        rows=rows,
        dry_run=order.dry_run,
    )
