"""Lines between people of an account: only added; the same one is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.judgements.terms import Confidence
from kam.people.scopes import hidden_fields, scope
from kam.relations.models import Line
from kam.relations.terms import LineKind
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.taking import label
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("source", mark("从谁"), cells.line, required=True),
    Field("target", mark("到谁"), cells.line, required=True),
    Field("kind", mark("关系"), choice(LineKind), required=True, telling=True),
    Field("strength", mark("强度"), cells.whole),
    Field("evidence", mark("依据"), cells.prose, required=True),
    Field("confidence", mark("把握"), choice(Confidence)),
    Field("day", mark("哪天的依据"), cells.day),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the lines that hold, of the accounts the user may export."""
    inside = scope(
        user,
        "line",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    coded = "name" in hidden_fields(user, "stakeholder")
    ends = ("from_stakeholder__person", "to_stakeholder__person")
    rows = Line.objects.visible_to(user).filter(inside).open().order_by("pk")
    for row in rows.select_related("account", *ends).iterator(chunk_size=1000):
        source, target = row.from_stakeholder, row.to_stakeholder
        told = {
            "account": row.account.name,
            "source": str(source) if coded else source.person.name,
            "target": str(target) if coded else target.person.name,
            "kind": label(LineKind, row.kind),
            "confidence": label(Confidence, row.confidence),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="lines",
    noun="line",
    label=mark("关系连线"),
    about=mark("客户里谁向谁汇报、谁影响谁、谁支持谁、谁和谁冲突，每条带依据"),
    key=mark("只增加；同一条连线再次导入会跳过"),
    icon="link",
    room="accounts:list",
    fields=with_headers("lines", FIELDS),
    take=take,
    always=frozenset({"source", "target"}),
)
