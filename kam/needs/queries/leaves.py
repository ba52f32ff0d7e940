"""Methods of people's work, brought along with people who are read anyway."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, F, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from kam.core.expressions import Joined, split
from kam.needs.models import Problem
from kam.needs.rules.tree import METHOD
from kam.needs.rules.white import Leaf
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from kam.people.models import User

APART, ASSUMED = "\x1e", "?"


def leaves_beside(user: User) -> Subquery:
    """Return an annotation of people: the methods of each; read it with `leaves_from`.

    Whoever may not read names gets numbers.
    """
    is_hidden = "name" in hidden_fields(user, "need")
    number = Concat(Value("N"), Cast("pk", TextField()), output_field=TextField())
    name = number if is_hidden else F("name")
    assumed = Case(
        When(note="", template__gt="", then=Value(ASSUMED)), default=Value("")
    )
    product = Coalesce("product__name", Value(""))
    told = _apart(
        Cast("pk", TextField()), "fit", Cast("day", TextField()), assumed, product, name
    )
    rows = (
        Problem.objects.visible_to(user)
        .active()
        .filter(stakeholder_id=OuterRef("pk"), kind=METHOD)
        .order_by()
        .values("stakeholder_id")
    )
    return Subquery(rows.annotate(told=Joined(told, F("pk"))).values("told"))


def _apart(*parts: object) -> Concat:
    between = [piece for part in parts for piece in (Value(APART), part)]
    return Concat(*between[1:], output_field=TextField())


def leaves_from(text: str | None) -> list[Leaf]:
    """Return the methods that `leaves_beside` brought along."""
    return [_leaf(*part.split(APART)) for part in split(text)]


def _leaf(pk: str, fit: str, day: str, assumed: str, product: str, name: str) -> Leaf:
    return Leaf(
        id=int(pk),
        name=name,
        fit=fit,
        day=date.fromisoformat(day),
        product=product,
        is_assumed=assumed == ASSUMED,
    )
