"""Entering roles without a face from a file, with the rules of one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Account
from kam.accounts.services.bulk.known import KnownAccounts
from kam.accounts.terms import Layer
from kam.audit.adding import Adding, checked, values_of
from kam.core.cells import day_of, read_cells
from kam.core.choices import read_choice
from kam.core.text import name_key
from kam.judgements.terms import Confidence
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.scopes import may
from kam.relations.models import WantedRole
from kam.relations.policies import may_draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from kam.audit.adding import Same
    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

TYPED = ("layer", "title", "evidence", "confidence", "day")
COLUMNS = {name: name for name in ("account", *TYPED)}
READERS: dict[str, Reader] = {
    "layer": lambda v: read_choice(Layer, v, "layer"),
    "confidence": lambda v: (
        read_choice(Confidence, v, "confidence") or Confidence.MIDDLE.value
    ),
    "day": day_of,
}


def bulk_roles(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Put roles on the map; one of that name in that layer is left alone.

    Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, "line", "create"))
    return _Roles(actor, dry_run=dry_run).take(rows)


class _Roles(Adding[WantedRole]):
    """One file of roles."""

    verb = "wantedrole.want"

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.today = today_of(actor)
        self.accounts = KnownAccounts(actor)
        self.found: dict[int, Account] = {}

    def read(self, rows: Sequence[BulkRow]) -> None:
        """Read the accounts a batch names."""
        ids = {self.accounts.id_of(row.values.get("account")) for row in rows}
        self.found = Account.objects.select_related("team").in_bulk(ids)

    def made(self, row: BulkRow) -> WantedRole:
        """Build the role of a row."""
        pk = self.accounts.find(row.values.get("account"), "account")
        account = self.found[pk]  # type: ignore[index]
        require(may_draw(self.actor, account))
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        told = {n: v for n, v in given.items() if n in TYPED}
        role = WantedRole(
            account=account,
            author=self.actor,
            **told | {"day": told.get("day") or self.today},
        )
        require_past(checked(role).day, self.today)
        return role

    def alike(self, rows: Sequence[WantedRole]) -> Iterable[WantedRole]:
        """Return the roles of the same accounts that nobody took back."""
        accounts = {row.account_id for row in rows}
        found: Iterable[WantedRole] = WantedRole.objects.filter(
            account__in=accounts
        ).standing()
        return found

    def same_of(self, row: WantedRole) -> Same:
        """Return what makes a role itself, however its name is spelt."""
        return (row.account_id, row.layer, name_key(row.title))
