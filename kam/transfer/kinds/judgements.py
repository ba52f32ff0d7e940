"""Judgements: only added; the same one again is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.judgements.models import Judgement
from kam.judgements.terms import Aspect, Confidence, Side, Source
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
    Field("aspect", mark("判断什么"), choice(Aspect), required=True, telling=True),
    Field("side", mark("谁的观点"), choice(Side), telling=True),
    Field("value", mark("值"), cells.whole, required=True),
    Field("evidence", mark("依据"), cells.prose, required=True),
    Field("source", mark("怎么知道的"), choice(Source), telling=True),
    Field("confidence", mark("把握"), choice(Confidence), telling=True),
    Field("day", mark("哪天的依据"), cells.day),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield what stands of the people the user may export."""
    inside = scope(
        user,
        "judgement",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    coded = "name" in hidden_fields(user, "stakeholder")
    rows = (
        Judgement.objects.visible_to(user)
        .filter(inside)
        .standing()
        .order_by("pk")
        .select_related("account", "stakeholder__person", "product")
    )
    for row in rows.iterator(chunk_size=1000):
        who = row.stakeholder
        told = {
            "account": row.account.name,
            "person": str(who) if coded else who.person.name,
            "product": row.product.code if row.product else "",
            "aspect": label(Aspect, row.aspect),
            "side": label(Side, row.side),
            "source": label(Source, row.source),
            "confidence": label(Confidence, row.confidence),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="judgements",
    noun="judgement",
    label=mark("判断"),
    about=mark("对客户个体的判断：影响力、关系、应用周期、转变，每条带依据"),
    key=mark("只增加；同一条判断再次导入会跳过"),
    icon="flag",
    room="accounts:list",
    fields=with_headers("judgements", FIELDS),
    take=take,
    always=frozenset({"person"}),
)
