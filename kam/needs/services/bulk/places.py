"""Cells of the white-space grid from a file; a unit and a product are the key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.audit.adding import values_of
from kam.audit.keeping import Keeping
from kam.core.cells import count_of, day_of, minor_of, read_cells
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.needs.models import Place
from kam.needs.policies import may_write
from kam.needs.services.bulk.naming import Named, locked_accounts
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.accounts.models import Account
    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

COLUMNS = {
    "account": "account",
    "product": "product",
    "potential": "potential_minor",
    "our_share": "our_share",
    "competitor": "competitor",
    "note": "note",
    "day": "day",
}
CELLS = {attribute: column for column, attribute in COLUMNS.items()} | {
    "product_id": "product",
    "competitor_id": "competitor",
}
READERS: dict[str, Reader] = {
    "potential": minor_of,
    "our_share": count_of,
    "day": day_of,
}


def bulk_places(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Fill cells: new ones are made, known ones changed where the file says more.

    Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, "need", "create"))
    return _Places(actor, dry_run=dry_run).take(rows)


class _Places(Keeping[Place]):
    """One file of cells."""

    noun = "place"
    cells = CELLS

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.today = today_of(actor)
        self.named = Named(actor)
        self.units: dict[int, Account] = {}

    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, Place]:
        """Read the units, which take turns, and their cells."""
        find = self.named.accounts.id_of
        self.units = locked_accounts({find(row.values.get("account")) for row in rows})
        places = Place.objects.filter(account__in=self.units).select_for_update()
        return {(place.account_id, place.product_id): place for place in places}

    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return the unit and the product of a row, and what it says."""
        unit = self.units[self.named.account(row)]
        require(may_write(self.actor, unit, "create"))
        values = self._values(row)
        product_id = values.pop("product_id", None)
        if product_id is None:
            raise Invalid(fields={"product_id": [mark("请写产品")]})
        return (unit.pk, product_id), values

    def fresh(self, _row: BulkRow, key: Hashable) -> Place:
        """Return an empty cell."""
        return Place(
            account=self.units[key[0]],  # type: ignore[index]
            product_id=key[1],  # type: ignore[index]
            author=self.actor,
            day=self.today,
        )

    def _values(self, row: BulkRow) -> dict[str, object]:
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        values = {n: v for n, v in given.items() if n != "account"}
        if "product" in values:
            values["product_id"] = self.named.product(values.pop("product"))
        if "competitor" in values:
            values["competitor_id"] = self.named.competitor(values.pop("competitor"))
        if values.get("day", ...) is None:
            del values["day"]
        require_past(values.get("day"), self.today)
        return values
