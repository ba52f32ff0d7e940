"""Purchases: matched by account, product and month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.people.scopes import scope
from kam.pipeline.models import Purchase
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
    Field("month", mark("月份"), cells.period, required=True),
    Field("quantity", mark("采购数量"), cells.whole),
    Field("value", mark("金额"), cells.money, scaled=True),
    Field("currency", mark("币种"), cells.code),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the purchases the user may export that nobody took back."""
    inside = scope(
        user,
        "purchase",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    rows = Purchase.objects.visible_to(user).filter(inside).standing()
    linked = rows.select_related("account", "product").order_by("pk")
    for row in linked.iterator(chunk_size=1000):
        told = {
            "account": row.account.name,
            "product": row.product.code,
            "month": f"{row.month:%Y-%m}",
            "value": amount(row.value_minor),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="purchases",
    noun="purchase",
    label=mark("采购记录"),
    about=mark("客户每个月买了哪个产品、多少数量、多少金额"),
    key=mark("按客户、产品和月份认出已有的采购"),
    icon="box",
    room="pipeline:purchases",
    fields=with_headers("purchases", FIELDS),
    take=take,
)
