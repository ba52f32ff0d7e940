"""The shape of products at the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from ninja import Schema
from pydantic import Field

from kam.core.money import LARGEST_MINOR
from kam.web.interface import Closed, PageQuery

if TYPE_CHECKING:
    from kam.catalog.models import Product

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Minor = Annotated[int, Field(ge=0, le=LARGEST_MINOR)]
Name = Annotated[str, Field(min_length=1, max_length=160)]
Code = Annotated[str, Field(max_length=60)]
Line = Annotated[str, Field(max_length=120)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", min_length=3, max_length=3)]
Summary = Annotated[str, Field(max_length=1000)]


class ProductQuery(PageQuery):
    """Which products."""

    q: Annotated[str, Field(max_length=100)] = ""
    line: Line = ""
    active: bool | None = None


class ProductChange(Closed):
    """What to change; a field left out stays as it is."""

    name: Name = "?"
    code: Code = ""
    line: Line = ""
    price_minor: Minor | None = None
    currency: Currency = "CNY"
    summary: Summary = ""
    is_active: bool = True

    def wanted(self) -> dict[str, Any]:
        """Return what was said, as the service takes it."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class ProductNew(ProductChange):
    """A new product; without a code it is made from the name."""

    name: Name


class ProductOut(Schema):
    """A product."""

    id: int
    code: str
    name: str
    line: str
    price_minor: int | None
    currency: str
    summary: str
    is_active: bool
    revision: int


def product_out(row: Product) -> dict[str, Any]:
    """Return a product in its API shape."""
    return {name: getattr(row, name) for name in ProductOut.model_fields}
