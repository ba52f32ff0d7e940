"""Reading one row of a table of figures into what it wants stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.bulk import Fault
from kam.core.errors import Invalid
from kam.core.periods import parse_period
from kam.core.text import mark
from kam.performance.rules import code_of

if TYPE_CHECKING:
    from kam.core.bulk import BulkRow
    from kam.performance.models import Figure

REQUIRED = Fault("code", "required", mark("缺少区域代码"))
PLAIN = ("potential", "sales", "exclusion")
OTHER_UNIT = 10


@dataclass(frozen=True)
class Wish:
    """What one row wants; columns that are absent are left as they are stored."""

    number: int
    code: str
    period: str
    name: str
    values: Mapping[str, object]
    faults: tuple[Fault, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What makes the row the same record as another one."""
        return (self.code, self.period)

    def wanted(self, figure: Figure) -> dict[str, object]:
        """Return the values to store over those of a figure."""
        wanted: dict[str, object] = {
            n: self.values[n] for n in PLAIN if n in self.values
        }
        if wanted.get("exclusion", "") is None:
            wanted["exclusion"] = ""
        further = self.values.get("further")
        if isinstance(further, Mapping):
            merged = {**figure.further, **further}
            wanted["further"] = {n: v for n, v in merged.items() if v is not None}
        return wanted


def read_row(row: BulkRow, period: str) -> Wish:
    """Read the match key of a row, and keep what is wrong with it."""
    values = row.values
    faults = []
    code = code_of(values.get("code"))
    if not code:
        faults.append(REQUIRED)
    told = str(values.get("period") or period)
    try:
        told = parse_period(told).name
    except Invalid as error:
        faults.append(Fault("period", "invalid", error.what, error.params))
    name = values.get("name")
    return Wish(
        number=row.number,
        code=code,
        period=told,
        name=str(name) if name is not None else "",
        values=values,
        faults=tuple(faults),
    )


def suspicions(
    stored: Figure | None, wanted: Mapping[str, object]
) -> tuple[Fault, ...]:
    """Name what a person should look at before storing: probably another unit."""
    found = []
    for name in ("potential", "sales"):
        before, after = getattr(stored, name, None), wanted.get(name)
        if not (before and isinstance(after, int | float) and after > 0):
            continue
        if not before / OTHER_UNIT < after < before * OTHER_UNIT:
            text = mark("与已存的数相差 10 倍以上，单位是否一致？")
            found.append(Fault(name, "other-unit", text))
    return tuple(found)
