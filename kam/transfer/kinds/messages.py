"""Messages: a feature made a benefit for one person; ready ones stay ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.needs.models import Message
from kam.needs.terms import ChangeTerm
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
    Field("product", mark("产品"), cells.line),
    Field("feature", mark("特征：产品有什么"), cells.line, required=True),
    Field("effect", mark("作用：它做了什么"), cells.line),
    Field("concern", mark("针对他关心的哪一点"), cells.line),
    Field("benefit", mark("效益：对他意味着什么"), cells.line),
    Field("term", mark("动到转变的哪一项"), choice(ChangeTerm), telling=True),
    Field("variant_a", mark("A 分析型的人这样说"), cells.line),
    Field("variant_b", mark("B 组织型的人这样说"), cells.line),
    Field("variant_c", mark("C 人际型的人这样说"), cells.line),
    Field("variant_d", mark("D 想象型的人这样说"), cells.line),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the messages nobody put away, to people the user may export."""
    inside = scope(
        user,
        "need",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    coded = "name" in hidden_fields(user, "stakeholder")
    rows = Message.objects.visible_to(user).filter(inside).active().order_by("pk")
    known = rows.select_related("account", "stakeholder__person", "product")
    for row in known.iterator(chunk_size=1000):
        who = row.stakeholder
        told = {
            "account": row.account.name,
            "person": str(who) if coded else who.person.name,
            "product": row.product.code if row.product else "",
            "term": label(ChangeTerm, row.term),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="messages",
    noun="need",
    label=mark("给客户的信息"),
    about=mark("把产品的特征说成对某个人的效益，针对他关心的一点"),
    key=mark("按人、特征和产品认出已有的一条"),
    icon="chat",
    room="accounts:list",
    fields=with_headers("messages", FIELDS),
    take=take,
    always=frozenset({"person"}),
)
