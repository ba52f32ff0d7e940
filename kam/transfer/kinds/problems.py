"""How people think of their work: each row is a path from a concept to its node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.needs.models import Problem
from kam.needs.terms import Fit
from kam.people.scopes import hidden_fields, scope
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.taking import label
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("person", mark("姓名或代称"), cells.line, required=True),
    Field("concept", mark("问题的概念"), cells.line, required=True),
    Field("category", mark("问题的分类"), cells.line),
    Field("method", mark("应对的方法"), cells.line),
    Field("product", mark("产品"), cells.line),
    Field("fit", mark("适合程度"), choice(Fit), telling=True),
    Field("note", mark("依据"), cells.prose),
    Field("day", mark("哪天知道的"), cells.day),
)
PATH = ("concept", "category", "method")


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the nodes of the people the user may export, parents first."""
    inside = scope(
        user,
        "need",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    coded = "name" in hidden_fields(user, "stakeholder")
    rows = (
        Problem.objects.visible_to(user)
        .active()
        .filter(inside)
        .order_by("pk")
        .select_related("account", "stakeholder__person", "product", "parent__parent")
    )
    for row in rows.iterator(chunk_size=1000):
        who = row.stakeholder
        told = {
            "account": row.account.name,
            "person": str(who) if coded else who.person.name,
            "product": row.product.code if row.product else "",
            "fit": label(Fit, row.fit),
            **_path(row),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


def _path(row: Problem) -> dict[str, str]:
    above = [row]
    while above[0].parent is not None:
        above.insert(0, above[0].parent)
    told = [node.name for node in above] + [""] * len(PATH)
    return dict(zip(PATH, told, strict=False))


KIND = Kind(
    name="problems",
    noun="need",
    label=mark("专业思路"),
    about=mark("客户个体怎么看自己的工作：概念、分类、方法，哪里用得上我们的产品"),
    key=mark("按人、路径和产品认出已有的一项；路径上缺的会补上"),
    icon="target",
    room="accounts:list",
    fields=with_headers("problems", FIELDS),
    take=take,
    always=frozenset({"person"}),
)
