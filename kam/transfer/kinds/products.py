"""Products: matched by code, or by name where the file has no codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.catalog.models import Product
from kam.core.text import mark
from kam.people.scopes import scope
from kam.transfer.kinds.base import Kind, with_headers
from kam.transfer.kinds.taking import amount
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("code", mark("产品代码"), cells.code),
    Field("name", mark("产品名称"), cells.line, required=True),
    Field("line", mark("产品线"), cells.line),
    Field("price", mark("参考价"), cells.money, scaled=True),
    Field("currency", mark("币种"), cells.code),
    Field("summary", mark("用途"), cells.prose),
    Field("is_active", mark("在售"), cells.yes_no),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the products the user may export."""
    rows = Product.objects.visible_to(user).filter(scope(user, "product", "export"))
    for row in rows.order_by("pk").iterator(chunk_size=1000):
        told = {"price": amount(row.price_minor)}
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="products",
    noun="product",
    label=mark("产品"),
    about=mark("我们卖的产品：代码、名称、产品线、参考价"),
    key=mark("按产品代码认出已有的产品，没有代码时按名称"),
    icon="box",
    room="catalog:products",
    fields=with_headers("products", FIELDS),
    take=take,
)
