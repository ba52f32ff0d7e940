"""The one place where rows of a kind meet the bulk verb of its room.

A kind is opened once for a file; what it answers takes the rows part by part.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from kam.accounts.services.bulk import bulk_stakeholders, open_accounts
from kam.blueprints.services.bulk import bulk_objectives
from kam.catalog.services import bulk_products
from kam.judgements.services import bulk_judgements
from kam.needs.services import (
    bulk_cards,
    bulk_claims,
    bulk_messages,
    bulk_places,
    bulk_problems,
)
from kam.people.services import bulk_territories
from kam.performance.services import bulk_targets
from kam.pipeline.services import (
    bulk_opportunities,
    bulk_placements,
    bulk_purchases,
    bulk_screening,
)
from kam.plans.services import bulk_plans, bulk_steps
from kam.probing.services import bulk_probes
from kam.questions.services import bulk_questions
from kam.relations.services import bulk_lines, bulk_roles, bulk_ties
from kam.resources.services import bulk_bookings, bulk_resources
from kam.thinking.services import bulk_observations
from kam.transfer.services.storing import figures, users
from kam.transfer.services.storing.order import Order, Outcome
from kam.visits.queries.one import accounts_of_meetings
from kam.visits.services import bulk_visits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kam.core.bulk import BulkRow

__all__ = ["OPENERS", "Order", "Outcome", "Store"]

Store: TypeAlias = "Callable[[Sequence[BulkRow]], Outcome]"
Opener: TypeAlias = "Callable[[Order], Store]"


def _by(verb: Callable[..., Any]) -> Opener:
    def opened(order: Order) -> Store:
        def store(rows: Sequence[BulkRow]) -> Outcome:
            return Outcome(verb(actor=order.actor, rows=rows, dry_run=order.dry_run))

        return store

    return opened


def _accounts(order: Order) -> Store:
    """Keep what is known of the accounts in sight over all parts of the file."""
    take = open_accounts(actor=order.actor, dry_run=order.dry_run)
    return lambda rows: Outcome(take(rows))


OPENERS: dict[str, Opener] = {
    "users": users.opened,
    "territories": _by(bulk_territories),
    "accounts": _accounts,
    "stakeholders": _by(bulk_stakeholders),
    "products": _by(bulk_products),
    "visits": _by(bulk_visits),
    "figures": figures.opened,
    "judgements": _by(bulk_judgements),
    "lines": _by(bulk_lines),
    "ties": _by(bulk_ties),
    "roles": _by(bulk_roles),
    "observations": _by(bulk_observations),
    "questions": _by(bulk_questions),
    "probes": _by(partial(bulk_probes, meetings=accounts_of_meetings)),
    "problems": _by(bulk_problems),
    "places": _by(bulk_places),
    "cards": _by(bulk_cards),
    "claims": _by(bulk_claims),
    "messages": _by(bulk_messages),
    "opportunities": _by(bulk_opportunities),
    "purchases": _by(bulk_purchases),
    "screening": _by(bulk_screening),
    "placements": _by(bulk_placements),
    "plans": _by(bulk_plans),
    "steps": _by(bulk_steps),
    "objectives": _by(bulk_objectives),
    "resources": _by(bulk_resources),
    "bookings": _by(bulk_bookings),
    "targets": _by(bulk_targets),
}
