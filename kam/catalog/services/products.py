"""Verbs on products, one by one."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from kam.audit import changes
from kam.catalog.models import Product
from kam.catalog.policies import may_arrange_products
from kam.catalog.rules import code_from
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User


@dataclass(frozen=True)
class ProductDraft:
    """What a product is made of; without a code it is made from the name."""

    name: str
    code: str = ""
    line: str = ""
    price_minor: int | None = None
    currency: str = "CNY"
    summary: str = ""
    is_active: bool = True


EDITABLE = frozenset(f.name for f in fields(ProductDraft))


def create_product(*, actor: User | None, draft: ProductDraft) -> Product:
    """Add a product."""
    require(may_arrange_products(actor, "create"))
    values = {f.name: getattr(draft, f.name) for f in fields(draft)}
    row = Product(**{**values, "code": draft.code.strip() or code_from(draft.name)})
    return changes.create(actor=actor, row=row, verb="product.create")


def edit_product(
    *,
    actor: User | None,
    product: Product,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Product:
    """Change a product; a product no longer sold stays where it was used."""
    require(may_arrange_products(actor, "change"))
    changes.refuse_unknown(wanted, EDITABLE)
    return changes.change(
        actor=actor, row=product, wanted=wanted, before=before, verb="product.edit"
    )
