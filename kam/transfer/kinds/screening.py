"""Answers to the screening: matched by account and criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.people.scopes import scope
from kam.pipeline.models import ScreeningAnswer
from kam.transfer.kinds.base import Kind, with_headers
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("criterion", mark("筛选准则"), cells.line, required=True, telling=True),
    Field("answer", mark("是或否"), cells.yes_no, required=True),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the answers that count for the accounts the user may export."""
    inside = scope(
        user,
        "placement",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    rows = ScreeningAnswer.objects.visible_to(user).filter(inside).current()
    rows = rows.filter(criterion__is_active=True)
    linked = rows.select_related("account", "criterion").order_by("pk")
    for row in linked.iterator(chunk_size=1000):
        told = {
            "account": row.account.name,
            "criterion": row.criterion.label,
            "answer": row.answer,
        }
        yield [told[n] for n in names]


KIND = Kind(
    name="screening",
    noun="placement",
    label=mark("筛选回答"),
    about=mark("每个客户对筛选准则答了是还是否"),
    key=mark("按客户和准则认出已有的回答；改了的新答案生效，旧的留在历史里"),
    icon="filter",
    room="pipeline:placements",
    fields=with_headers("screening", FIELDS),
    take=take,
)
