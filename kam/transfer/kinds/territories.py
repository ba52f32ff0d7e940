"""Territories: matched by team and code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.people.models import Territory
from kam.people.scopes import scope
from kam.transfer.kinds.base import Kind, with_headers
from kam.transfer.kinds.taking import named, team_names, territory_codes
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("code", mark("区域代码"), cells.code, required=True),
    Field("name", mark("区域名称"), cells.line),
    Field("team", mark("团队"), cells.line),
    Field("parent", mark("上级区域"), cells.code),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the territories the user may export."""
    teams, codes = team_names(user), territory_codes(user)
    rows = Territory.objects.visible_to(user).filter(scope(user, "territory", "export"))
    for row in rows.order_by("pk").iterator(chunk_size=1000):
        told = {
            "team": named(teams, row.team_id),
            "parent": named(codes, row.parent_id),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="territories",
    noun="territory",
    label=mark("区域"),
    about=mark("区域代码、名称和所属团队"),
    key=mark("按团队和区域代码认出已有的区域"),
    icon="flag",
    room="people:territories",
    fields=with_headers("territories", FIELDS),
    take=take,
    late=frozenset({"parent"}),
)
