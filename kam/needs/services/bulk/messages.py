"""Messages to people from a file; a person, a feature and a product are the key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.accounts.services.bulk.named import PeopleNamed
from kam.audit.adding import values_of
from kam.audit.keeping import Keeping
from kam.core.cells import read_cells, text_of
from kam.core.choices import read_choice
from kam.core.text import name_key
from kam.needs.models import Message
from kam.needs.policies import may_write
from kam.needs.rules.messages import NEEDED, QUADRANTS
from kam.needs.services.bulk.naming import Named
from kam.needs.services.messages import require_complete
from kam.needs.terms import ChangeTerm
from kam.people.days import today_of
from kam.people.policies import require
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader
    from kam.people.models import User

TEXTS = (*NEEDED, *(f"variant_{quadrant}" for quadrant in QUADRANTS))
COLUMNS = {name: name for name in ("account", "person", "product", *TEXTS)}
READERS: dict[str, Reader] = {"term": lambda v: read_choice(ChangeTerm, v, "term")}


def bulk_messages(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Build messages; one that is ready for a visit stays ready and complete.

    Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, "need", "create"))
    return _Messages(actor, dry_run=dry_run).take(rows)


class _Messages(Keeping[Message]):
    """One file of messages."""

    noun = "message"

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.today = today_of(actor)
        self.named = Named(actor)
        self.people = PeopleNamed(self.named.accounts)

    def read(self, rows: Sequence[BulkRow]) -> dict[Hashable, Message]:
        """Read the people of a batch and the messages to them, the oldest first."""
        self.people.read(rows)
        stored = (
            Message.objects.active()
            .filter(stakeholder__in=self.people.stakeholder_ids)
            .select_related("account__team")
            .select_for_update(of=("self",))
            .order_by("-pk")
        )
        return {_key(m.stakeholder_id, m.feature, m.product_id): m for m in stored}

    def told(self, row: BulkRow) -> tuple[Hashable, dict[str, object]]:
        """Return whom a message is for, what it is of, and what it says."""
        person = self.people.of(row)
        require(may_write(self.actor, person.account, "create"))
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        product = self.named.product(given.get("product"))
        values = {n: v for n, v in given.items() if n in TEXTS}
        return _key(person.pk, text_of(values.get("feature")), product), values

    def fresh(self, row: BulkRow, key: Hashable) -> Message:
        """Return an empty message to somebody."""
        person = self.people.of(row)
        return Message(
            account=person.account,
            stakeholder=person,
            product_id=key[-1],  # type: ignore[index]
            author=self.actor,
            day=self.today,
        )

    def admit(self, row: Message) -> None:
        """Keep a ready message complete."""
        if row.ready_at is not None:
            require_complete(row)


def _key(stakeholder_id: int, feature: str, product_id: int | None) -> Hashable:
    return (stakeholder_id, name_key(feature), product_id)
