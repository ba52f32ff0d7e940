"""Who of us knows whom: only added; the same one again is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.judgements.terms import Confidence
from kam.people.scopes import hidden_fields, scope
from kam.relations.models import Tie
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
    Field("colleague", mark("我方人员"), cells.line, required=True),
    Field("level", mark("现在多熟"), cells.whole, required=True),
    Field("wanted", mark("希望多熟"), cells.whole, required=True),
    Field("evidence", mark("依据"), cells.prose, required=True),
    Field("confidence", mark("把握"), choice(Confidence)),
    Field("day", mark("哪天的依据"), cells.day),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the ties that stand, of the accounts the user may export."""
    inside = scope(
        user,
        "line",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    coded = "name" in hidden_fields(user, "stakeholder")
    rows = Tie.objects.visible_to(user).filter(inside).standing().order_by("pk")
    known = rows.select_related("account", "stakeholder__person", "colleague")
    for row in known.iterator(chunk_size=1000):
        who = row.stakeholder
        told = {
            "account": row.account.name,
            "person": str(who) if coded else who.person.name,
            "colleague": row.colleague.username,
            "confidence": label(Confidence, row.confidence),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="ties",
    noun="line",
    label=mark("我方联系"),
    about=mark("我们谁认识客户里的谁：现在多熟、希望多熟，每条带依据"),
    key=mark("只增加；同一条联系再次导入会跳过"),
    icon="users",
    room="accounts:list",
    fields=with_headers("ties", FIELDS),
    take=take,
    always=frozenset({"person"}),
)
