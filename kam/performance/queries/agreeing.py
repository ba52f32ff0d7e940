"""What the targets of a file rest on: the newest frontiers of the period before."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.performance.models import ComparisonSet, FrontierRow
from kam.performance.rules import period_after
from kam.performance.terms import Method

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kam.people.models import User

NO_CODE = mark("缺少区域代码")
NO_PERIOD = mark("没有写明期间")
NO_SET = mark("没有名为“%(name)s”的比较组，请先建立并计算前沿")
TWO_SETS = mark("有几个比较组里有这个区域，请写明比较组")
ALIKE_SETS = mark("有几个比较组叫“%(name)s”，请先改成不同的名称")
AMBIGUOUS = mark("比较组里有几个区域用代码“%(name)s”，请在页面上商定")
NO_FRONTIER = mark("区域“%(name)s”在 %(period)s 的前一期还没有前沿，请先计算前沿")


class Bases:
    """The rows of frontiers that a file of targets may rest on, as far as in sight.

    One statement a batch, and one for the sets of a file.
    """

    def __init__(self, actor: User) -> None:
        self.actor = actor
        self._sets: dict[str, list[int]] | None = None
        self._found: dict[tuple[str, str], list[FrontierRow]] = {}

    def read(self, codes: Collection[str]) -> list[FrontierRow]:
        """Read what the frontiers in sight say of some codes."""
        rows = FrontierRow.objects.visible_to(self.actor).filter(code__in=codes)
        known = list(rows.select_related("run__comparison_set", "territory"))
        self._found = defaultdict(list)
        for row in known:
            self._found[row.code, period_after(row.run.period)].append(row)
        return known

    def find(self, name: str, code: str, period: str) -> list[FrontierRow]:
        """Return what frontiers of the period before say of a territory of a set."""
        for column, value, missing in (
            ("code", code, NO_CODE),
            ("period", period, NO_PERIOD),
        ):
            if not value:
                raise Invalid(fields={column: [missing]})
        found = self._found.get((code, period), [])
        if name:
            chosen = self._named(name)
            found = [row for row in found if row.run.comparison_set_id == chosen]
        return self._only_one(found, code, period)

    def _named(self, name: str) -> int:
        if self._sets is None:
            self._sets = defaultdict(list)
            seen = ComparisonSet.objects.visible_to(self.actor)
            for pk, known in seen.values_list("pk", "name"):
                self._sets[known].append(pk)
        ids = self._sets.get(name, [])
        if len(ids) != 1:
            raise _bad(ALIKE_SETS if ids else NO_SET, "set", name=name)
        return ids[0]

    def _only_one(
        self, found: list[FrontierRow], code: str, period: str
    ) -> list[FrontierRow]:
        if not found:
            raise _bad(NO_FRONTIER, "code", name=code, period=period)
        if len({row.run.comparison_set_id for row in found}) > 1:
            raise _bad(TWO_SETS, "set")
        if len({row.territory_id for row in found}) > 1:
            raise _bad(AMBIGUOUS, "code", name=code)
        return found

    @staticmethod
    def newest(found: Sequence[FrontierRow], method: str) -> FrontierRow:
        """Return the newest row by a method; without one, by the usual method."""
        wanted = method or Method.DEA_VRS
        return max(found, key=lambda row: (row.run.method == wanted, row.run_id))


def _bad(message: str, column: str, **params: object) -> Invalid:
    error = Invalid(fields={column: [message]})
    error.params = params
    return error
