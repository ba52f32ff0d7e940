"""Roles that must exist and have no face yet: one of a name and layer is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.terms import Layer
from kam.core.text import mark
from kam.judgements.terms import Confidence
from kam.people.scopes import scope
from kam.relations.models import WantedRole
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.taking import label
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("layer", mark("层级"), choice(Layer), required=True, telling=True),
    Field("title", mark("角色"), cells.line, required=True),
    Field("evidence", mark("依据"), cells.prose, required=True),
    Field("confidence", mark("把握"), choice(Confidence)),
    Field("day", mark("哪天的依据"), cells.day),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the roles still to be found, of the accounts the user may export."""
    inside = scope(
        user,
        "line",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    rows = WantedRole.objects.visible_to(user).filter(inside, found__isnull=True)
    known = rows.standing().order_by("pk").select_related("account")
    for row in known.iterator(chunk_size=1000):
        told = {
            "account": row.account.name,
            "layer": label(Layer, row.layer),
            "confidence": label(Confidence, row.confidence),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="roles",
    noun="line",
    label=mark("待识别角色"),
    about=mark("客户里必定有、还不知道是谁的角色，谁提到的"),
    key=mark("按客户、层级和角色名认出已有的一个"),
    icon="user",
    room="accounts:list",
    fields=with_headers("roles", FIELDS),
    take=take,
)
