"""Figures of territories: matched by comparison set, territory code and period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.people.scopes import scope
from kam.performance.models import Figure
from kam.transfer.kinds.base import Kind, with_headers
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import FURTHER, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("code", mark("区域代码"), cells.code, required=True),
    Field("potential", mark("区域潜力"), cells.number),
    Field("sales", mark("销售"), cells.number),
    Field("period", mark("期间"), cells.period),
    Field("name", mark("区域名称"), cells.line),
    Field("exclusion", mark("不参与原因"), cells.line),
    Field("set", mark("比较组"), cells.line),
)
FURTHER_FIELD = Field(FURTHER, mark("其他数字，按原表头保存"), cells.number)


def further_names(user: User) -> list[str]:
    """Return the names of all further figures the user may export."""
    named: dict[str, None] = {}
    rows = Figure.objects.visible_to(user).filter(_inside(user)).exclude(further={})
    for further in rows.order_by("pk").values_list("further", flat=True).iterator():
        named |= dict.fromkeys(further)
    return list(named)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the figures the user may export."""
    own = {f.name for f in FIELDS}
    rows = Figure.objects.visible_to(user).filter(_inside(user)).order_by("pk")
    rows = rows.select_related("territory", "comparison_set")
    for row in rows.iterator(chunk_size=1000):
        told = {
            "code": row.territory.code,
            "name": row.territory.name,
            "set": row.comparison_set.name,
        }
        for name in ("potential", "sales", "period", "exclusion"):
            told[name] = getattr(row, name)
        yield [told[n] if n in own else row.further.get(n) for n in names]


def _inside(user: User) -> object:
    return scope(user, "figure", "export", team="territory__team")


KIND = Kind(
    name="figures",
    noun="figure",
    label=mark("区域数据"),
    about=mark("每个区域的潜力和销售，用来画绩效前沿；其他数字列也可带上"),
    key=mark("按比较组、区域代码和期间认出已有的数据"),
    icon="frontier",
    room="performance:frontier",
    fields=with_headers("figures", FIELDS),
    take=take,
    further=FURTHER_FIELD,
    further_names=further_names,
    asks_set=True,
)
