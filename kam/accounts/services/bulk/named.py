"""The people that the rows of a file name, each inside an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Stakeholder
from kam.accounts.services.erased import refuse_erased
from kam.core.cells import text_of
from kam.core.errors import Invalid
from kam.core.text import mark, name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kam.accounts.services.bulk.known import KnownAccounts
    from kam.core.bulk import BulkRow

Named = tuple[int, str]


def people_named(wanted: Collection[Named]) -> Mapping[Named, list[Stakeholder]]:
    """Return everybody of some accounts under some name keys; one statement."""
    rows = Stakeholder.objects.filter(
        account_id__in={account for account, _name in wanted},
        person__name_key__in={name for _account, name in wanted},
    ).select_related("account__team", "person")
    found: dict[Named, list[Stakeholder]] = {}
    for row in rows:
        found.setdefault((row.account_id, row.person.name_key), []).append(row)
    return found


def only(rows: Sequence[Stakeholder], field: str) -> Stakeholder:
    """Return the one person under a name, or say that there is none or several."""
    if len(rows) != 1:
        said = (
            mark("这个客户里有 %(n)s 位同名的人，请在页面上修改")
            if rows
            else mark("这个客户里没有叫这个名字的人")
        )
        raise Invalid(fields={field: [said]}, n=len(rows))
    refuse_erased(rows[0].person)
    return rows[0]


class PeopleNamed:
    """Whom the rows of a batch name, in a column for the account and one for people."""

    def __init__(self, accounts: KnownAccounts, column: str = "person") -> None:
        self.accounts, self.column = accounts, column
        self._found: Mapping[Named, list[Stakeholder]] = {}

    def read(self, rows: Sequence[BulkRow]) -> None:
        """Read everybody a batch names; one statement."""
        self._found = people_named([(self.account_id(r), self._key(r)) for r in rows])

    @property
    def stakeholder_ids(self) -> list[int]:
        """The ids of everybody who was found."""
        return [row.pk for rows in self._found.values() for row in rows]

    def of(self, row: BulkRow) -> Stakeholder:
        """Return whom a row names; what cannot be found is refused in words."""
        self.accounts.find(row.values.get("account"), "account")
        key = (self.account_id(row), self._key(row))
        return only(self._found.get(key, []), self.column)

    def account_id(self, row: BulkRow) -> int:
        """Return the account a row names, or 0 for none."""
        return self.accounts.id_of(row.values.get("account"))

    def _key(self, row: BulkRow) -> str:
        return name_key(text_of(row.values.get(self.column)))[:120]
