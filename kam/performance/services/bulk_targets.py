"""Targets from a file; comparison set, territory and period are the key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from kam.audit.adding import values_of
from kam.audit.batches import differences
from kam.audit.keeping import Keeping
from kam.core.bulk import Fate, Fault
from kam.core.cells import read_cells, text_of
from kam.core.marking import mark
from kam.core.periods import parse_period
from kam.people.policies import require
from kam.people.scopes import may
from kam.performance.models import Target
from kam.performance.policies import may_agree_target
from kam.performance.queries.agreeing import Bases
from kam.performance.rules import code_of
from kam.performance.rules.targets import FAR_ABOVE, is_far_above
from kam.performance.services.targets import EDITABLE, agreed_values

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User
    from kam.performance.models import FrontierRow

COLUMNS = {name: name for name in ("set", "code", "period", "figure", "reason")}
STORED = (Fate.CREATED, Fate.UPDATED)
FAR = Fault(
    "figure",
    "far-above",
    mark("高于前沿的 %(times)s 倍：同样的潜力还没有区域做到过，请确认数字和单位"),
    {"times": f"{FAR_ABOVE:g}"},
)


def period_cell(value: object) -> str:
    """Read a period into its name: 2026, 2026Q1 or 2026-03."""
    text = text_of(value)
    return parse_period(text).name if text else ""


READERS: dict[str, Reader] = {
    "code": code_of,
    "period": period_cell,
    "figure": lambda value: value,
}


def bulk_targets(
    *, actor: User, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Agree and change targets, as one by one; who imports them has agreed them.

    Each rests on the newest frontier of the period before. Columns a row does not
    have stay as they are. Cost: a fixed number of statements a batch.
    """
    require(may(actor, "target", "create"))
    return _Targets(actor, dry_run=dry_run).take(rows)


class _Targets(Keeping[Target]):
    """One file of targets."""

    noun = "target"
    created = edited = "agree"

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.bases = Bases(actor)
        self.basis: dict[Hashable, FrontierRow] = {}
        self.far: set[int] = set()

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch, and ask to look where a figure is far above the frontier."""
        self.far = set()
        return [
            replace(one, doubtful=(FAR,))
            if one.fate in STORED and one.number in self.far
            else one
            for one in super().store(rows)
        ]

    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, Target]:
        """Read the sets and frontiers that a batch names, and its targets, locked."""
        found = self.bases.read({code_of(row.values.get("code")) for row in rows})
        stored = Target.objects.filter(
            comparison_set__in={row.run.comparison_set_id for row in found},
            territory__in={row.territory_id for row in found},
        )
        linked = stored.select_related("comparison_set", "territory", "run")
        locked = linked.select_for_update(of=("self",))
        return {(t.comparison_set_id, t.territory_id, t.period): t for t in locked}

    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return set, territory and period of a row, and what was agreed."""
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        code, period = str(given.get("code") or ""), str(given.get("period") or "")
        found = self.bases.find(str(given.get("set") or ""), code, period)
        made, territory = found[0].run.comparison_set, found[0].territory
        for verb in ("create", "change"):
            require(may_agree_target(self.actor, verb, made, territory.team_id))
        key = (made.pk, territory.pk, period)
        held = self.known.get(key)
        basis = self.bases.newest(found, held.run.method if held else "")
        values = {name: given[name] for name in EDITABLE if name in given}
        if held is not None and not differences(held, values):
            return key, values
        self.basis[key] = basis
        self._look(row.number, values.get("figure"), basis)
        rests = {"run_id": basis.run_id, "proposed": basis.goal}
        return key, values | rests | {"agreed_by_id": self.actor.pk}

    def _look(self, number: int, figure: object, basis: FrontierRow) -> None:
        if isinstance(figure, int | float) and is_far_above(figure, basis.frontier):
            self.far.add(number)

    def fresh(self, _row: BulkRow, key: Hashable) -> Target:
        """Return a target of a set, a territory and a period that is not agreed."""
        _set_id, _territory_id, period = cast("tuple[int, int, str]", key)
        basis = self.basis[key]
        return Target(
            comparison_set=basis.run.comparison_set,
            territory=basis.territory,
            period=period,
            run=basis.run,
        )

    def admit(self, row: Target) -> None:
        """Refuse what nobody can aim at, and another figure without a reason."""
        key = (row.comparison_set_id, row.territory_id, row.period)
        told = {"figure": row.figure, "reason": row.reason}
        agreed_values(told, self.basis[key])
