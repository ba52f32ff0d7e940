"""The value ledger: a row for each move of a claim, or for a claim without any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from kam.core.text import mark
from kam.needs.models import Claim, ClaimMove
from kam.needs.terms import ClaimState
from kam.people.scopes import hidden_fields, scope
from kam.transfer.kinds.base import Kind, choice, with_headers
from kam.transfer.kinds.taking import label
from kam.transfer.rules import cells
from kam.transfer.rules.shapes import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.accounts.models import Stakeholder
    from kam.people.models import User

FIELDS = (
    Field("account", mark("客户名称"), cells.line, required=True),
    Field("text", mark("我们带来什么价值"), cells.line, required=True),
    Field("person", mark("对谁"), cells.line),
    Field("product", mark("产品"), cells.line),
    Field("day", mark("哪天写下的"), cells.day),
    Field("state", mark("到了哪一步"), choice(ClaimState), telling=True),
    Field("evidence", mark("依据"), cells.prose),
    Field("moved_on", mark("哪天的依据"), cells.day),
)


def take(user: User, names: Sequence[str]) -> Iterator[Sequence[object]]:
    """Yield the claims nobody put away, each as often as it moved."""
    inside = scope(
        user,
        "need",
        "export",
        owner="account__owner",
        team="account__team",
        shares="account_id",
    )
    coded = "name" in hidden_fields(user, "stakeholder")
    rows = Claim.objects.visible_to(user).filter(inside).active().order_by("pk")
    known = rows.select_related("account", "stakeholder__person", "product")
    standing = ClaimMove.objects.filter(retracted_at__isnull=True)
    moves = Prefetch("moves", standing.order_by("day", "pk"))
    for row in known.prefetch_related(moves).iterator(chunk_size=1000):
        who = row.stakeholder
        told = {
            "account": row.account.name,
            "text": row.text,
            "person": _who(who, coded=coded) if who else "",
            "product": row.product.code if row.product else "",
            "day": row.day,
        }
        for move in row.moves.all() or [None]:
            said = told | _said(move)
            yield [said[n] for n in names]


def _who(person: Stakeholder, *, coded: bool) -> str:
    return str(person) if coded else person.person.name


def _said(move: ClaimMove | None) -> dict[str, object]:
    if move is None:
        return dict.fromkeys(("state", "evidence", "moved_on"))
    state = label(ClaimState, move.state)
    return {"state": state, "evidence": move.evidence, "moved_on": move.day}


KIND = Kind(
    name="claims",
    noun="need",
    label=mark("价值账"),
    about=mark("我们带来的价值，以及它怎样一步步成为客户的体验，每步带依据"),
    key=mark("只增加；同一条主张、同一步再次导入会跳过"),
    icon="check",
    room="accounts:list",
    fields=with_headers("claims", FIELDS),
    take=take,
    always=frozenset({"person"}),
)
