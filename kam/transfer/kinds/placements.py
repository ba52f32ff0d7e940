"""Places on the platforms: each row the next step of its account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.terms import SizeClass
from kam.core.text import mark
from kam.people.scopes import scope
from kam.pipeline.models import Placement
from kam.pipeline.terms import Platform
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.taking import label
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("platform", mark("所在平台"), choice(Platform), required=True, telling=True),
    Field("size", mark("规模"), choice(SizeClass), telling=True),
    Field("likelihood", mark("可能性"), cells.line),
    Field("warmth", mark("热情度"), cells.line),
    Field("note", mark("理由"), cells.prose),
    Field("reason", mark("流失原因"), cells.line, telling=True),
    Field("revisit_on", mark("再看的日子"), cells.day),
    Field("day", mark("从哪天起"), cells.day),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield where the accounts the user may export stand now."""
    inside = scope(
        user,
        "placement",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    rows = Placement.objects.visible_to(user).filter(inside).current()
    linked = rows.select_related("account", "lost_reason").order_by("pk")
    for row in linked.iterator(chunk_size=1000):
        told = {
            "account": row.account.name,
            "platform": label(Platform, row.platform),
            "size": label(SizeClass, row.size_class) if row.size_class else "",
            "reason": row.lost_reason.label if row.lost_reason is not None else "",
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="placements",
    noun="placement",
    label=mark("平台位置"),
    about=mark("客户站在哪个平台、规模和 50/70/90，淘汰和流失带再看的日子"),
    key=mark("每一行是客户的下一步；位置没变的跳过"),
    icon="target",
    room="pipeline:placements",
    fields=with_headers("placements", FIELDS),
    take=take,
)
