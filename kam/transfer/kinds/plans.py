"""Plans: where a customer is, where we help them go, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.people.scopes import hidden_fields, scope
from kam.plans.models import Plan
from kam.transfer.kinds.base import Kind, with_headers
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import Q

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("name", mark("计划叫什么"), cells.line, required=True),
    Field("person", mark("对谁"), cells.line),
    Field("product", mark("产品"), cells.line),
    Field("stage_a", mark("A 第几级"), cells.whole),
    Field("now", mark("A：客户现在怎样"), cells.prose),
    Field("stage_b", mark("B 第几级"), cells.whole),
    Field("goal", mark("B：要走到哪里"), cells.prose),
    Field("by", mark("哪天前走到 B"), cells.day),
)


def inside(user: User, way: str = "account") -> Q:
    """Return whose plans the user may export."""
    return scope(
        user,
        "plan",
        "export",
        owner=f"{way}__owner",
        team=f"{way}__team",
        shares=f"{way}_id",
    )


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the plans the user may export that have not ended."""
    coded = "name" in hidden_fields(user, "stakeholder")
    rows = Plan.objects.visible_to(user).filter(inside(user), closed_on=None)
    linked = rows.select_related("account", "stakeholder__person", "product")
    for row in linked.order_by("pk").iterator(chunk_size=1000):
        who = row.stakeholder
        told = {
            "account": row.account.name,
            "person": "" if who is None else str(who) if coded else who.person.name,
            "product": row.product.code if row.product is not None else "",
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="plans",
    noun="plan",
    label=mark("客户计划"),
    about=mark("从 A 到 B：对谁、推什么、到哪天；导入的计划是草稿，步骤另外导入"),
    key=mark("同一客户里计划的名字相同就是同一个"),
    icon="target",
    room="plans:list",
    fields=with_headers("plans", FIELDS),
    take=take,
)
