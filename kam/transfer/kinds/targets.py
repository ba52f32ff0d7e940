"""Targets of territories: matched by comparison set, territory code and period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.performance.models import Target
from kam.transfer.kinds.base import Kind, with_headers
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("set", mark("比较组"), cells.line),
    Field("code", mark("区域代码"), cells.code, required=True),
    Field("period", mark("期间"), cells.period, required=True),
    Field("figure", mark("商定目标"), cells.number),
    Field("reason", mark("理由"), cells.line),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the agreed targets in sight; an agreement that was undone is none."""
    rows = Target.objects.visible_to(user).filter(figure__isnull=False).order_by("pk")
    linked = rows.select_related("comparison_set", "territory")
    for row in linked.iterator(chunk_size=1000):
        told = {"set": row.comparison_set.name, "code": row.territory.code}
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="targets",
    noun="target",
    label=mark("区域目标"),
    about=mark("每个区域下一期商定的目标；和前沿的建议不同时写理由"),
    key=mark("按比较组、区域代码和期间认出已有的目标"),
    icon="target",
    room="performance:targets",
    fields=with_headers("targets", FIELDS),
    take=take,
)
