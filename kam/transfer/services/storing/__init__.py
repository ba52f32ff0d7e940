"""The one place where rows of a kind meet the bulk verb of its room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from kam.accounts.services.bulk import bulk_accounts, bulk_stakeholders
from kam.catalog.services import bulk_products
from kam.people.services import bulk_territories
from kam.transfer.services.storing import figures, users
from kam.transfer.services.storing.order import Order, Outcome
from kam.visits.services import bulk_visits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kam.core.bulk import BulkRow

__all__ = ["STORES", "Order", "Outcome"]

Store: TypeAlias = "Callable[[Order, Sequence[BulkRow]], Outcome]"


def _by(verb: Callable[..., Any]) -> Store:
    def store(order: Order, rows: Sequence[BulkRow]) -> Outcome:
        return Outcome(verb(actor=order.actor, rows=rows, dry_run=order.dry_run))

    return store


STORES: dict[str, Store] = {
    "users": users.store,
    "territories": _by(bulk_territories),
    "accounts": _by(bulk_accounts),
    "stakeholders": _by(bulk_stakeholders),
    "products": _by(bulk_products),
    "visits": _by(bulk_visits),
    "figures": figures.store,
}
