"""The 3C and 4C cards of accounts from a file; the account is the key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.accounts.services.bulk.known import KnownAccounts
from kam.audit.adding import values_of
from kam.audit.keeping import Keeping
from kam.core.cells import day_of, read_cells
from kam.needs.models import Card
from kam.needs.policies import may_write
from kam.needs.rules.cards import OURS, THEIRS
from kam.needs.services.bulk.naming import locked_accounts
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.accounts.models import Account
    from kam.core.bulk import BulkRow, RowResult
    from kam.people.models import User

COLUMNS = {name: name for name in ("account", *OURS, *THEIRS, "day")}


def bulk_cards(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Fill cards: made the first time, changed where the file says more.

    Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, "need", "create"))
    return _Cards(actor, dry_run=dry_run).take(rows)


class _Cards(Keeping[Card]):
    """One file of cards."""

    noun = "card"

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.today = today_of(actor)
        self.accounts = KnownAccounts(actor)
        self.named: dict[int, Account] = {}

    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, Card]:
        """Read the accounts, which take turns, and their cards."""
        ids = {self.accounts.id_of(row.values.get("account")) for row in rows}
        self.named = locked_accounts(ids)
        cards = Card.objects.filter(account__in=ids).select_for_update()
        return {card.account_id: card for card in cards}

    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return the account of a row and what it says."""
        self.accounts.find(row.values.get("account"), "account")
        account = self.named[self.accounts.id_of(row.values.get("account"))]
        require(may_write(self.actor, account, "create"))
        given = values_of(read_cells(row.values, COLUMNS, {"day": day_of}))
        values = {n: v for n, v in given.items() if n != "account"}
        if values.get("day", ...) is None:
            del values["day"]
        require_past(values.get("day"), self.today)
        return account.pk, values

    def fresh(self, _row: BulkRow, key: Hashable) -> Card:
        """Return the empty cards of an account."""
        account = self.named[key]  # type: ignore[index]
        return Card(account=account, author=self.actor, day=self.today)
