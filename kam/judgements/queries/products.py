"""The products that something is judged about at an account."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat

from kam.catalog.models import Product
from kam.core.expressions import Joined, split
from kam.judgements.models import Judgement


def products_beside(account: str) -> Subquery:
    """Return an annotation that brings ids and names along with a row read anyway.

    `account` is the column of that row. Read it with `products_from`.
    """
    judged = Judgement.objects.standing().filter(
        account=OuterRef(OuterRef(account)), product=OuterRef("pk")
    )
    told = Concat(Cast("pk", TextField()), Value("="), "name", output_field=TextField())
    rows = Product.objects.filter(Exists(judged)).order_by().annotate(one=Value(1))
    return Subquery(rows.values("one").annotate(told=Joined(told, "pk")).values("told"))


def products_from(text: str | None) -> dict[int, str]:
    """Return the names by id that `products_beside` brought along."""
    pairs = (part.split("=", 1) for part in split(text))
    return {int(pk): name for pk, name in pairs}
