"""Stakeholders: matched by account and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Stakeholder
from kam.accounts.terms import AgeBand, FunctionalRole, Layer
from kam.core.text import mark
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
    Field("name", mark("姓名或代称"), cells.line, required=True),
    Field("is_alias", mark("这是代称"), cells.yes_no),
    Field("title", mark("职位"), cells.line),
    Field("layer", mark("层级"), choice(Layer), telling=True, sample=Layer.MANAGEMENT),
    Field(
        "functional_role",
        mark("职能角色"),
        choice(FunctionalRole),
        telling=True,
        sample=FunctionalRole.DECIDER,
    ),
    Field("age_band", mark("年龄段"), choice(AgeBand), telling=True),
    Field("duties", mark("职责"), cells.prose),
    Field("phone", mark("电话"), cells.code),
    Field("email", mark("电子邮件"), cells.email, telling=True),
    Field("concerns", mark("关心的问题"), cells.prose),
    Field("known_since", mark("何时认识"), cells.day),
    Field("competition", mark("竞争状况"), cells.prose),
    Field("views", mark("客户观点"), cells.prose),
    Field("obstacle", mark("主要障碍"), cells.prose),
    Field("notes", mark("备注"), cells.prose),
    Field("left_on", mark("离开日期"), cells.day),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the people the user may export; whoever reads no names gets codes."""
    inside = scope(
        user,
        "stakeholder",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    coded = "name" in hidden_fields(user, "stakeholder")
    seen = Stakeholder.objects.visible_to(user).filter(inside).order_by("pk")
    rows = seen.select_related("account", "person")
    for row in rows.iterator(chunk_size=1000):
        told = {
            "account": row.account.name,
            "name": str(row) if coded else row.person.name,
            "is_alias": row.person.is_alias,
            "title": row.person.title,
            "layer": label(Layer, row.layer),
            "functional_role": label(FunctionalRole, row.functional_role),
            "age_band": label(AgeBand, row.age_band),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="stakeholders",
    noun="stakeholder",
    label=mark("客户个体"),
    about=mark("客户里的人：职位、层级、职能角色、关心的问题"),
    key=mark("按客户和姓名认出已有的人"),
    icon="user",
    room="accounts:list",
    fields=with_headers("stakeholders", FIELDS),
    take=take,
    always=frozenset({"name"}),
)
