"""3C and 4C cards: one row an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.needs.models import Card
from kam.people.scopes import scope
from kam.transfer.kinds.base import Kind, with_headers
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("strengths", mark("我们的强项"), cells.prose, telling=True),
    Field("facts", mark("客户的事实"), cells.prose, telling=True),
    Field("rivals", mark("竞争对手的动作"), cells.prose, telling=True),
    Field("solved", mark("解决了什么需要"), cells.prose, telling=True),
    Field("cost", mark("总成本：钱、时间、风险"), cells.prose, telling=True),
    Field("convenience", mark("买和用有多方便"), cells.prose, telling=True),
    Field("communication", mark("喜欢怎样沟通"), cells.prose, telling=True),
    Field("day", mark("哪天知道的"), cells.day),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the cards of the accounts the user may export."""
    inside = scope(
        user,
        "need",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    rows = Card.objects.visible_to(user).filter(inside).order_by("pk")
    for row in rows.select_related("account").iterator(chunk_size=1000):
        told = {"account": row.account.name}
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="cards",
    noun="need",
    label=mark("3C/4C 卡片"),
    about=mark("我们眼里的三项和客户眼里的四项，一个客户一行"),
    key=mark("按客户认出已有的卡片"),
    icon="doc",
    room="accounts:list",
    fields=with_headers("cards", FIELDS),
    take=take,
)
