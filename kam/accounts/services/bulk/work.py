"""What rows about the work with accounts name: the accounts, products, our people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Account
from kam.accounts.queries.colleagues import workers_on
from kam.accounts.services.bulk.known import KnownAccounts
from kam.catalog.models import Product
from kam.core.bulk import Fault
from kam.core.cells import text_of
from kam.core.errors import Invalid
from kam.core.text import mark, name_key
from kam.people.models import User

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.bulk import BulkRow

SAID = mark("写作“%(given)s”，按产品“%(known)s”记下")


class Goods:
    """The catalogue by code and name, read once for a file."""

    def __init__(self) -> None:
        self.exact: dict[str, set[int]] = {}
        self.alike: dict[str, set[int]] = {}
        self.names: dict[int, str] = {}
        for pk, code, name in Product.objects.values_list("pk", "code", "name"):
            self.names[pk] = name
            for text in (code, name):
                self.exact.setdefault(text.casefold(), set()).add(pk)
                self.alike.setdefault(name_key(text), set()).add(pk)

    def find(self, cell: object) -> int | None:
        """Return the product a cell names, by code or by name; empty names none."""
        text = text_of(cell)
        if not text:
            return None
        found = self.exact.get(text.casefold()) or self.alike.get(name_key(text), set())
        if len(found) != 1:
            said = (
                mark("有几个叫“%(given)s”的产品，请写产品代码")
                if found
                else mark("产品清单里没有“%(given)s”")
            )
            raise Invalid(fields={"product": [said]}, given=text[:80])
        return next(iter(found))

    def doubt(self, cell: object, product_id: int | None) -> tuple[Fault, ...]:
        """Ask a person to look where a product is spelled otherwise than we do."""
        text = text_of(cell)
        if product_id is None or text.casefold() in self.exact:
            return ()
        params = {"given": text[:80], "known": self.names[product_id]}
        return (Fault("product", "spelling", SAID, params),)


class Named:
    """The accounts of an actor, locked batch by batch, and who works on them."""

    def __init__(self, actor: User | None) -> None:
        self.known = KnownAccounts(actor)
        self.goods = Goods()
        self.accounts: dict[int, Account] = {}
        self.workers: dict[int, dict[int, str]] = {}
        self.usernames: dict[str, int] = {}

    def read(self, rows: Sequence[BulkRow]) -> None:
        """Read and lock the accounts of a batch; one statement."""
        ids = {self.known.id_of(row.values.get("account")) for row in rows}
        found = Account.objects.filter(pk__in=ids).select_related("team").order_by("pk")
        self.accounts = {a.pk: a for a in found.select_for_update(of=("self",))}

    def read_workers(self) -> None:
        """Read who works on the accounts of a batch; three statements."""
        self.workers = workers_on(self.accounts)
        ids = {pk for people in self.workers.values() for pk in people}
        users = User.objects.filter(pk__in=ids)
        self.usernames = {name: pk for pk, name in users.values_list("pk", "username")}

    def account(self, row: BulkRow) -> Account:
        """Return the account a row names."""
        found = self.known.find(row.values.get("account"), "account")
        return self.accounts[found if isinstance(found, int) else found.pk]

    def worker(self, account: Account, cell: object) -> int | None:
        """Return who of an account's people a cell names; empty names none."""
        text = text_of(cell)
        if not text:
            return None
        people = self.workers[account.pk]
        found = [pk for pk, name in people.items() if name == text]
        if self.usernames.get(text) in people:
            found = [self.usernames[text]]
        if len(found) != 1:
            said = mark("这位同事不负责这个客户")
            raise Invalid(fields={"owner": [said]})
        return found[0]
