"""What rows of a file name: accounts, their people, products, competitors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Account, Stakeholder
from kam.accounts.services import refuse_erased
from kam.accounts.services.bulk.known import KnownAccounts
from kam.catalog.models import Competitor, Product
from kam.core.cells import text_of
from kam.core.errors import Invalid
from kam.core.text import mark, name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.bulk import BulkRow
    from kam.people.models import User


class Named:
    """The catalogue and the accounts in sight, read once for a file."""

    def __init__(self, actor: User | None) -> None:
        self.accounts = KnownAccounts(actor)
        self.products: dict[str, set[int]] = {}
        for pk, code, name in Product.objects.values_list("pk", "code", "name_key"):
            for key in (name_key(code), name):
                self.products.setdefault(key, set()).add(pk)
        rivals = Competitor.objects.values_list("name", "pk")
        self.competitors = {name_key(name): pk for name, pk in rivals}

    def account(self, row: BulkRow) -> int:
        """Return the account a row names."""
        found = self.accounts.find(row.values.get("account"), "account")
        if not isinstance(found, int):
            raise Invalid(fields={"account": [mark("没有找到这个客户")]})
        return found

    def product(self, cell: object) -> int | None:
        """Return the product a cell names, by code or name; empty names none."""
        name = text_of(cell)
        found = self.products.get(name_key(name), set())
        if name and len(found) != 1:
            raise Invalid(fields={"product": [mark("没有找到这个产品，或有几个同名")]})
        return next(iter(found)) if name else None

    def competitor(self, cell: object) -> int | None:
        """Return the competitor a cell names; empty names none."""
        name = text_of(cell)
        if name and name_key(name) not in self.competitors:
            raise Invalid(fields={"competitor": [mark("没有找到这家竞争对手")]})
        return self.competitors.get(name_key(name)) if name else None


def locked_accounts(ids: set[int]) -> dict[int, Account]:
    """Return accounts with their teams; their cells take turns. One statement."""
    rows = Account.objects.filter(pk__in=ids).select_related("team").order_by("pk")
    return {row.pk: row for row in rows.select_for_update(of=("self",))}


def people_named(
    wanted: Sequence[tuple[int, str]],
) -> dict[tuple[int, str], list[Stakeholder]]:
    """Return the people of accounts by the keys of their names. One statement."""
    rows = (
        Stakeholder.objects.filter(
            account_id__in={account for account, _name in wanted},
            person__name_key__in={name for _account, name in wanted},
        )
        .select_related("account__team", "person")
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    found: dict[tuple[int, str], list[Stakeholder]] = {}
    for row in rows:
        found.setdefault((row.account_id, row.person.name_key), []).append(row)
    return found


def only(rows: Sequence[Stakeholder]) -> Stakeholder:
    """Return the one person of a name, or say that there is none, or several."""
    if len(rows) != 1:
        said = (
            mark("这个客户里有 %(n)s 位同名的人，请在页面上修改")
            if rows
            else mark("这个客户里没有叫这个名字的人")
        )
        raise Invalid(fields={"person": [said]}, n=len(rows))
    refuse_erased(rows[0].person)
    return rows[0]
