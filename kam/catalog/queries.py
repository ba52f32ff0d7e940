"""Questions about products and competitors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, Subquery, Value

from kam.catalog.models import Competitor, Product
from kam.core.expressions import Joined
from kam.core.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.db.models import QuerySet

    from kam.people.models import User


def products_matching(user: User, filters: Mapping[str, Any]) -> QuerySet[Product]:
    """Return the products that match the filters of the list."""
    rows: QuerySet[Product] = Product.objects.visible_to(user)
    if text := filters.get("q"):
        clean = clean_text(text)
        rows = rows.filter(Q(name__icontains=clean) | Q(code__icontains=clean))
    if line := filters.get("line"):
        rows = rows.filter(line=clean_text(line))
    if (active := filters.get("active")) is not None:
        rows = rows.filter(is_active=active)
    return rows


def names_beside() -> Subquery:
    """Return an annotation: the names of what we sell, along with a row read anyway.

    Read it with `kam.core.expressions.split`.
    """
    rows = Product.objects.filter(is_active=True).order_by().annotate(one=Value(1))
    return Subquery(
        rows.values("one").annotate(told=Joined("name", "pk")).values("told")
    )


def product_lines(user: User) -> list[str]:
    """Return the product lines in use."""
    rows = Product.objects.visible_to(user).exclude(line="").order_by("line")
    return list(rows.values_list("line", flat=True).distinct())


def competitors_for(user: User) -> QuerySet[Competitor]:
    """Return the competitors, those still in the field first."""
    rows: QuerySet[Competitor] = Competitor.objects.visible_to(user)
    return rows.order_by("-is_active", "name")


def product_names(ids: Collection[int]) -> dict[int, str]:
    """Return the names of some products; one statement, or none."""
    if not ids:
        return {}
    return dict(Product.objects.filter(pk__in=ids).values_list("pk", "name"))


def require_product(user: User, pk: int | None) -> None:
    """Refuse a product that the person does not see, as one that is not there."""
    if pk is not None:
        Product.objects.named(user, pk, "product_id")


def products_on_sale(user: User) -> dict[int, str]:
    """Return the names of the products on sale; one statement."""
    rows = Product.objects.visible_to(user).active()
    return dict(rows.values_list("pk", "name"))
