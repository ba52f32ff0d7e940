"""Products over the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.catalog.models import Product
from kam.catalog.queries import products_matching
from kam.catalog.schemas import (
    Id,
    ProductChange,
    ProductNew,
    ProductOut,
    ProductQuery,
    product_out,
)
from kam.catalog.services import ProductDraft, create_product, edit_product
from kam.core.paging import paginate
from kam.people.bearer import bearer
from kam.people.policies import entered
from kam.web.interface import Listing, listing, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["products"])


@router.get("", response=Listing[ProductOut])
@surface("product", "see")
def list_products(request: HttpRequest, asked: Query[ProductQuery]) -> dict[str, Any]:
    """List products by code."""
    user = entered(request.user, "product")
    rows = products_matching(user, asked.dict(exclude={"cursor", "limit"}))
    page = paginate(rows, order=("code",), cursor=asked.cursor, size=asked.limit)
    return listing(page, product_out)


@router.post("", response={201: ProductOut})
@surface("product", "create")
def add_product(
    request: HttpRequest, response: HttpResponse, body: ProductNew
) -> Status[dict[str, Any]]:
    """Add a product."""
    user = entered(request.user, "product")
    made = create_product(actor=user, draft=ProductDraft(**body.wanted()))
    tagged(response, made)
    return Status(201, product_out(made))


@router.get("/{pk}", response=ProductOut)
@surface("product", "see")
def read_product(
    request: HttpRequest, response: HttpResponse, pk: Path[Id]
) -> dict[str, Any]:
    """Read one product."""
    user = entered(request.user, "product")
    row = Product.objects.visible_to(user).seen(user, pk=pk)
    tagged(response, row)
    return product_out(row)


@router.patch("/{pk}", response=ProductOut)
@surface("product", "change")
def change_product(
    request: HttpRequest, response: HttpResponse, pk: Path[Id], body: ProductChange
) -> dict[str, Any]:
    """Change a product (needs If-Match)."""
    user = entered(request.user, "product")
    row = Product.objects.visible_to(user).seen(user, pk=pk)
    require_match(request, row)
    wanted = body.wanted()
    before = {name: getattr(row, name) for name in wanted}
    changed = edit_product(actor=user, product=row, wanted=wanted, before=before)
    tagged(response, changed)
    return product_out(changed)
