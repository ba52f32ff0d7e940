"""Key accounts: matched by credit code, or else by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Account
from kam.accounts.terms import AccountKind, SizeClass
from kam.core.text import mark
from kam.people.scopes import scope
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.taking import (
    amount,
    label,
    named,
    team_names,
    territory_codes,
    usernames,
)
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User

FIELDS = (
    Field("name", mark("客户名称"), cells.line, required=True),
    Field(
        "kind",
        mark("类型"),
        choice(AccountKind),
        telling=True,
        sample=AccountKind.HOSPITAL,
    ),
    Field("parent", mark("上级单位"), cells.line),
    Field(
        "size_class",
        mark("规模"),
        choice(SizeClass),
        telling=True,
        sample=SizeClass.LARGE,
    ),
    Field("potential", mark("年潜力"), cells.money, scaled=True),
    Field("currency", mark("币种"), cells.code),
    Field("city", mark("城市"), cells.line),
    Field("credit_code", mark("统一社会信用代码"), cells.code),
    Field("phone", mark("电话"), cells.code),
    Field("business_scope", mark("业务范畴"), cells.prose),
    Field("characteristics", mark("特点"), cells.prose),
    Field("applications", mark("可能应用的领域"), cells.prose),
    Field("owner", mark("负责人"), cells.code),
    Field("team", mark("团队"), cells.line),
    Field("territory", mark("区域代码"), cells.code),
    Field("visit_interval_days", mark("拜访间隔（天）"), cells.whole),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the accounts the user may export, field by field."""
    people, teams = usernames(user), team_names(user)
    codes = territory_codes(user)
    seen = Account.objects.visible_to(user)
    parents = dict(
        seen.filter(children__isnull=False).values_list("pk", "name").distinct()
    )
    inside = scope(user, "account", "export", shares="pk")
    for row in seen.filter(inside).order_by("pk").iterator(chunk_size=1000):
        told = {
            "kind": label(AccountKind, row.kind),
            "parent": named(parents, row.parent_id),
            "size_class": label(SizeClass, row.size_class),
            "potential": amount(row.potential_minor),
            "owner": named(people, row.owner_id),
            "team": named(teams, row.team_id),
            "territory": named(codes, row.territory_id),
        }
        yield [told[n] if n in told else getattr(row, n) for n in names]


KIND = Kind(
    name="accounts",
    noun="account",
    label=mark("客户"),
    about=mark("大客户的名称、类型、规模、潜力、负责人"),
    key=mark("按统一社会信用代码，没有代码时按名称，认出已有的客户"),
    icon="building",
    room="accounts:list",
    fields=with_headers("accounts", FIELDS),
    take=take,
    late=frozenset({"parent"}),
)
