"""Resources: matched by their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.text import mark
from kam.people.scopes import scope
from kam.resources.models import Resource
from kam.resources.terms import ResourceKind, Span
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.taking import amount, named, team_names
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("name", mark("资源名称"), cells.line, required=True),
    Field("kind", mark("资源种类"), choice(ResourceKind), required=True),
    Field("unit", mark("资源单位"), cells.line, required=True),
    Field("cost", mark("单价"), cells.money, scaled=True),
    Field("currency", mark("币种"), cells.code),
    Field("team", mark("由哪个团队管"), cells.line),
    Field("capacity", mark("一共有多少"), cells.whole),
    Field("span", mark("按什么算"), choice(Span)),
    Field("starts_on", mark("从哪天起可用"), cells.day),
    Field("ends_on", mark("到哪天为止"), cells.day),
    Field("needs_approval", mark("申请要批准"), cells.yes_no),
    Field("notes", mark("说明"), cells.prose),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the resources the user may export that are still offered."""
    teams = team_names(user)
    rows = Resource.objects.visible_to(user).filter(scope(user, "resource", "export"))
    for row in rows.active().order_by("pk").iterator(chunk_size=1000):
        told = {
            "cost": amount(row.unit_minor),
            "team": named(teams, row.team_id),
            "kind": str(row.get_kind_display()),
            "span": str(row.get_span_display()),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="resources",
    noun="resource",
    label=mark("资源目录"),
    about=mark("能用在客户身上的专家、活动、资料和预算：单位、单价、一共有多少"),
    key=mark("按名称认出已有的资源"),
    icon="box",
    room="resources:list",
    fields=with_headers("resources", FIELDS),
    take=take,
)
