"""Cells of the white-space grid: a unit, a product, potential, share and rival."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.needs.models import Place
from kam.people.scopes import scope
from kam.transfer.kinds.base import Kind, with_headers
from kam.transfer.kinds.taking import amount
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("product", mark("产品"), cells.line, required=True),
    Field("potential", mark("年潜力"), cells.money, scaled=True),
    Field("our_share", mark("我们的份额（%）"), cells.whole),
    Field("competitor", mark("主要竞争对手"), cells.line),
    Field("note", mark("依据"), cells.prose),
    Field("day", mark("哪天知道的"), cells.day),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the cells of the accounts the user may export."""
    inside = scope(
        user,
        "need",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    rows = (
        Place.objects.visible_to(user)
        .filter(inside)
        .order_by("pk")
        .select_related("account", "product", "competitor")
    )
    for row in rows.iterator(chunk_size=1000):
        told = {
            "account": row.account.name,
            "product": row.product.code,
            "potential": amount(row.potential_minor),
            "competitor": row.competitor.name if row.competitor else "",
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="places",
    noun="need",
    label=mark("空白格"),
    about=mark("每个单位、每个产品的年潜力、我们的份额和主要竞争对手"),
    key=mark("按客户和产品认出已有的一格"),
    icon="box",
    room="accounts:list",
    fields=with_headers("places", FIELDS),
    take=take,
)
