"""Goals of account plans: what, measured by what, how much, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.blueprints.models import Objective
from kam.blueprints.rules import measures
from kam.blueprints.terms import Measure
from kam.core.text import mark
from kam.people.scopes import hidden_fields, scope
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.taking import amount, label
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("year", mark("年度"), cells.whole, required=True),
    Field("name", mark("要达到什么"), cells.line, required=True),
    Field("measure", mark("用什么衡量"), choice(Measure), telling=True),
    Field("threshold", mark("第几级"), cells.whole),
    Field("target", mark("要到的值"), cells.money),
    Field("due", mark("期限"), cells.day),
    Field("is_joint", mark("和客户共同的目标"), cells.yes_no),
    Field("told", mark("给客户看的说法"), cells.line),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the goals that stand, of the plans the user may export."""
    way = "blueprint__account"
    inside = scope(
        user,
        "blueprint",
        "export",
        owner=f"{way}__owner",
        team=f"{way}__team",
        shares=f"{way}_id",
    )
    coded = bool(hidden_fields(user, "blueprint"))
    rows = Objective.objects.visible_to(user).filter(inside).standing()
    ordered = rows.select_related(way).order_by("blueprint_id", "pk")
    for row in ordered.iterator(chunk_size=1000):
        is_money = measures.RULES[row.measure].unit == measures.MONEY
        told = {
            "account": row.blueprint.account.name,
            "year": row.blueprint.year,
            "name": str(row) if coded else row.name,
            "told": "" if coded else row.told,
            "measure": label(Measure, row.measure),
            "target": amount(row.target) if is_money else row.target,
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="objectives",
    noun="blueprint",
    label=mark("计划书的目标"),
    about=mark("要达到什么、用什么衡量、到多少、到哪天；计划书要先开始，还没有提交"),
    key=mark("同一份计划书里目标的名字相同就是同一个"),
    icon="target",
    fields=with_headers("objectives", FIELDS),
    room="blueprints:list",
    take=take,
)
