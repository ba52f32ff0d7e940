"""Plans from a file; account and name are the key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.accounts.queries.leaving import lost_among
from kam.accounts.services.bulk.named import PeopleNamed
from kam.accounts.services.bulk.work import Named
from kam.audit.adding import values_of
from kam.audit.keeping import Keeping
from kam.core.cells import count_of, day_of, read_cells, text_of
from kam.core.errors import Invalid
from kam.core.text import name_key
from kam.people.policies import require
from kam.people.scopes import may
from kam.plans.models import Plan
from kam.plans.policies import may_plan
from kam.plans.queries import aim_of
from kam.plans.rules.checks import faults_of_aim
from kam.plans.services.common import (
    CLOSED,
    REFRESH,
    require_kept,
    require_there,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

WITH = ("account__team", "stakeholder__person")
WORDS = ("name", "stage_a", "now", "stage_b", "goal", "by")
COLUMNS = {name: name for name in ("account", "person", "product", *WORDS)}
CELLS = {"stakeholder_id": "person", "product_id": "product"}
READERS: dict[str, Reader] = {"stage_a": count_of, "stage_b": count_of, "by": day_of}


def bulk_plans(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Begin and change plans; new ones are drafts without steps.

    Columns a row does not have stay as they are. Cost: a fixed number of statements
    a batch.
    """
    require(actor is None or may(actor, "plan", "create"))
    return _Plans(actor, dry_run=dry_run).take(rows)


class _Plans(Keeping[Plan]):
    """One file of plans."""

    noun = "plan"
    cells = CELLS

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.named = Named(actor)
        self.lost: frozenset[int] = frozenset()
        self.people = PeopleNamed(self.named.known)

    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, Plan]:
        """Read the accounts of a batch, their people and their plans."""
        self.named.read(rows)
        self.people.read(rows)
        self.lost = lost_among(self.named.accounts)
        stored = Plan.objects.filter(account__in=self.named.accounts)
        locked = stored.select_related(*WITH).select_for_update(of=("self",))
        return {key_of(row.account_id, row.name): row for row in locked.order_by("pk")}

    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return account and name of a row, and what it says."""
        account = self.named.account(row)
        require(may_plan(self.actor, account, "create"))
        require(may_plan(self.actor, account))
        require_kept(account, self.lost)
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        values = {n: given[n] for n in WORDS if n in given}
        if "person" in given:
            named = text_of(given["person"])
            values["stakeholder_id"] = self.people.of(row).pk if named else None
        if "product" in given:
            values["product_id"] = self.named.goods.find(given["product"])
        key = key_of(account.pk, given.get("name"))
        held = self.known.get(key)
        if held is not None:
            values.pop("name", None)
            require_there(held)
            if held.is_closed:
                raise Invalid(CLOSED, fields={"": [CLOSED]}, todo=REFRESH)
        return key, values

    def admit(self, row: Plan) -> None:
        """Refuse B below A in the words of the page."""
        faults = faults_of_aim(aim_of(row))
        if faults:
            raise Invalid(fields={"stage_b": [faults[0].text]})

    def fresh(self, _row: BulkRow, key: Hashable) -> Plan:
        """Return an empty plan of an account."""
        account = self.named.accounts[key[0]]  # type: ignore[index]
        return Plan(account=account, currency=account.currency, author=self.actor)


def key_of(account_id: int, name: object) -> tuple[int, str]:
    """Return what a plan is known by in a file."""
    return account_id, name_key(text_of(name))
