"""The split of gaps as columns of the file of a run, with every digit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.performance.pages.split import factors_text, missing_text, source_text
from kam.performance.pages.splitting import RowSplit, splits_of
from kam.performance.pages.words import sales_unit
from kam.performance.queries import rows_for
from kam.performance.rules import FACTORS, Labels

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.performance.models import FrontierRun

AT_ONCE = 500
NOTHING = RowSplit()


@dataclass(frozen=True)
class SplitColumns:
    """What stands beside the rows of a run; nothing for whoever reads only own rows.

    Factors that could not be told apart anywhere have columns of their own, so that
    the parts of a row add up to its gap.
    """

    splits: dict[int, RowSplit]
    groups: list[tuple[str, ...]]
    unit: str

    @property
    def heads(self) -> list[str]:
        """The heads: three for each factor, where the counts are from, what lacks."""
        if not self.splits:
            return []
        told = [head for group in self.groups for head in self._heads(group)]
        return [*told, gettext("拆分的数字来源"), gettext("拆分说明")]

    def _heads(self, factors: tuple[str, ...]) -> list[str]:
        told = {"name": factors_text(factors), "unit": self.unit}
        return [
            gettext("%(name)s：本区域") % told,
            gettext("%(name)s：对照组合") % told,
            gettext("%(name)s：在差距里（%(unit)s）") % told,
        ]

    def cells(self, territory_id: int | None) -> list[object]:
        """Return the cells of a row; of none for what was left out."""
        if not self.splits:
            return []
        split = self.splits.get(territory_id or 0, NOTHING)
        parts = {part.factors: part for part in split.parts}
        told: list[object] = []
        for group in self.groups:
            part = parts.get(group)
            told += [part.own, part.best, part.part] if part else [None] * 3
        source = source_text(from_columns=split.from_columns) if parts else ""
        return [*told, source, _note(split)]


def split_columns(user: User, run: FrontierRun) -> SplitColumns:
    """Split the gaps of a run for its file; five statements for every 500 rows."""
    splits: dict[int, RowSplit] = {}
    rows = list(rows_for(user, run).order_by("pk"))
    for start in range(0, len(rows), AT_ONCE):
        splits |= splits_of(user, run, rows[start : start + AT_ONCE])
    found = {part.factors for split in splits.values() for part in split.parts}
    unit = sales_unit(Labels(**run.parameters["labels"]))
    return SplitColumns(splits, sorted(found, key=_place), unit)


def _place(factors: tuple[str, ...]) -> tuple[int, int]:
    return FACTORS.index(factors[0]), len(factors)


def _note(split: RowSplit) -> str:
    if split.is_closed:
        return gettext("这个区域由别人负责：今天在页面上写明看它的目的，才有拆分")
    if not split.missing:
        return ""
    names = {"names": missing_text(split.missing)}
    if split.parts:
        return gettext("缺 %(names)s，所以有几项合在一起") % names
    return gettext("要把差距拆开，缺这些数字：%(names)s") % names


__all__ = ["SplitColumns", "split_columns"]
