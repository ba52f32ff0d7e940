"""Opportunities: matched by account and number, or by account and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.people.scopes import scope
from kam.pipeline.models import Opportunity
from kam.pipeline.terms import Outcome
from kam.transfer.kinds.base import Kind, with_headers
from kam.transfer.kinds.taking import amount, label, named, usernames
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("reference", mark("商机编号"), cells.code),
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("product", mark("产品"), cells.line),
    Field("name", mark("做什么用"), cells.line),
    Field("stage", mark("阶段"), cells.line),
    Field("value", mark("金额"), cells.money, scaled=True),
    Field("currency", mark("币种"), cells.code),
    Field("engaged_on", mark("接洽日"), cells.day),
    Field("entered_on", mark("哪天到这一步"), cells.day),
    Field("expected_on", mark("预计成交日"), cells.day),
    Field("closed_on", mark("结束日"), cells.day),
    Field("reason", mark("输单原因"), cells.line),
    Field("owner", mark("商机负责人"), cells.code),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the opportunities the user may export that nobody took back."""
    inside = scope(
        user,
        "opportunity",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    people = usernames(user)
    rows = Opportunity.objects.visible_to(user).filter(inside).standing()
    linked = rows.select_related("account", "product", "stage", "lost_reason")
    for row in linked.order_by("pk").iterator(chunk_size=1000):
        is_open = row.outcome == Outcome.OPEN
        told = {
            "account": row.account.name,
            "product": row.product.code if row.product is not None else "",
            "stage": row.stage.label if is_open else label(Outcome, row.outcome),
            "value": amount(row.value_minor),
            "entered_on": row.entered_on if is_open else None,
            "reason": row.lost_reason.label if row.lost_reason is not None else "",
            "owner": named(people, row.owner_id),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="opportunities",
    noun="opportunity",
    label=mark("商机"),
    about=mark("客户可能买什么、到了哪一步、赢了还是输了、金额和日子"),
    key=mark("同一客户里按商机编号认出，没有编号时按做什么用、产品和接洽日"),
    icon="target",
    room="pipeline:list",
    fields=with_headers("opportunities", FIELDS),
    take=take,
)
