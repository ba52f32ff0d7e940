"""Observations of thinking preferences: only added; the same again is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.people.scopes import hidden_fields, scope
from kam.thinking.models import Observation
from kam.thinking.terms import Quadrant
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
    Field("clue", mark("线索"), cells.code),
    Field("quadrant", mark("象限"), choice(Quadrant), telling=True),
    Field("weight", mark("分量"), cells.whole),
    Field("note", mark("看到或听到什么"), cells.prose),
    Field("occasion", mark("场合"), cells.code),
    Field("day", mark("哪天"), cells.day),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield what stands of the people the user may export."""
    inside = scope(
        user,
        "observation",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    coded = "name" in hidden_fields(user, "stakeholder")
    rows = (
        Observation.objects.visible_to(user)
        .filter(inside, stakeholder__exemption__isnull=True)
        .standing()
        .order_by("pk")
        .select_related("account", "stakeholder__person")
    )
    for row in rows.iterator(chunk_size=1000):
        who = row.stakeholder
        told = {
            "account": row.account.name,
            "person": str(who) if coded else who.person.name,
            "quadrant": label(Quadrant, row.quadrant),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="observations",
    noun="observation",
    label=mark("观察"),
    about=mark("思维偏好的线索：看到了什么，像哪个象限，在哪次场合"),
    key=mark("只增加；同一条观察再次导入会跳过"),
    icon="eye",
    room="accounts:list",
    fields=with_headers("observations", FIELDS),
    take=take,
    always=frozenset({"person"}),
)
