"""Purchases from a file; account, product and month are the key."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from kam.accounts.services.bulk.work import Named
from kam.audit.adding import values_of
from kam.audit.keeping import Keeping
from kam.core.bulk import Fate
from kam.core.cells import count_of, minor_of, read_cells, text_of
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.core.periods import parse_period
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.models import Purchase
from kam.pipeline.policies import may_write
from kam.pipeline.rules.rhythm import month_of
from kam.pipeline.services.purchases import NOUN, require_month

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.core.bulk import BulkRow, Fault, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

COLUMNS = {
    "account": "account",
    "product": "product",
    "month": "month",
    "quantity": "quantity",
    "value": "value_minor",
    "currency": "currency",
}
NUMBERS = ("quantity", "value_minor")
CELLS = {attribute: column for column, attribute in COLUMNS.items()}


def month_cell(value: object) -> date | None:
    """Read a month: 2026-03, 2026年3月, or any day of it."""
    if isinstance(value, date):
        return month_of(value)
    text = text_of(value)
    if not text:
        return None
    period = parse_period(text)
    if period.months != 1:
        raise Invalid(fields={"month": [mark("请写一个月份，如 2026-03")]})
    return period.first


READERS: dict[str, Reader] = {
    "month": month_cell,
    "quantity": count_of,
    "value": minor_of,
    "currency": lambda v: text_of(v).upper(),
}


def bulk_purchases(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Note and correct purchases; account, product and month are the key.

    Columns a row does not have stay as they are. Cost: a fixed number of statements
    a batch.
    """
    require(actor is None or may(actor, NOUN, "create"))
    return _Purchases(actor, dry_run=dry_run).take(rows)


class _Purchases(Keeping[Purchase]):
    """One file of purchases."""

    noun = NOUN
    cells = CELLS

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.named = Named(actor)
        self.doubts: dict[int, tuple[Fault, ...]] = {}

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch, and ask to look where a product is spelled otherwise."""
        self.doubts = {}
        done = (Fate.CREATED, Fate.UPDATED)
        return [
            replace(one, doubtful=self.doubts.get(one.number, ()))
            if one.fate in done
            else one
            for one in super().store(rows)
        ]

    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, Purchase]:
        """Read the accounts of a batch, which take turns, and their purchases."""
        self.named.read(rows)
        stored = Purchase.objects.filter(account__in=self.named.accounts).standing()
        locked = stored.select_related("account__team").select_for_update(of=("self",))
        return {(row.account_id, row.product_id, row.month): row for row in locked}

    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return account, product and month of a row, and what it says."""
        account = self.named.account(row)
        require(may_write(self.actor, account, NOUN, "create"))
        require(may_write(self.actor, account, NOUN))
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        product = self.named.goods.find(given.get("product"))
        month = given.get("month")
        if product is None:
            raise Invalid(fields={"product": [mark("请写产品")]})
        if month is None:
            raise Invalid(fields={"month": [mark("请写月份")]})
        require_month(self.actor, month)
        doubt = self.named.goods.doubt(given.get("product"), product)
        self.doubts[row.number] = doubt
        values: dict[str, object] = {n: given[n] for n in NUMBERS if n in given}
        if given.get("currency"):
            values["currency"] = given["currency"]
        return (account.pk, product, month), values

    def fresh(self, _row: BulkRow, key: Hashable) -> Purchase:
        """Return an empty purchase of an account, a product and a month."""
        account_id, product_id, month = cast("tuple[int, int, date]", key)
        account = self.named.accounts[account_id]
        return Purchase(
            account=account,
            product_id=product_id,
            month=month,
            currency=account.currency,
        )
