"""Who listens to what happens in lower rooms; the only place where they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.accounts.events import (
    AccountsChanged,
    AccountsHandedOver,
    WhereLost,
    WhoIsLost,
)
from kam.handover.services import open_handovers
from kam.pipeline.queries.platforms import lost_accounts, lost_keys
from kam.plans.services import hand_over_steps
from kam.visits.services import hand_over_plans, refresh_rhythm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def renew_rhythm(event: AccountsChanged) -> None:
    """Keep the day on which the next visit is due."""
    refresh_rhythm(event.account_ids)


def move_plans(event: AccountsHandedOver) -> None:
    """Let the new owner find what is planned on Today."""
    hand_over_plans(actor=event.actor, moves=event.moves)
    hand_over_steps(actor=event.actor, moves=event.moves)


def write_passports(event: AccountsHandedOver) -> None:
    """Let the new owner read what is known, and say that they did."""
    open_handovers(actor=event.actor, moves=event.moves)


LISTENERS: Mapping[type, Sequence[Callable[[Any], None]]] = {
    AccountsChanged: [renew_rhythm],
    AccountsHandedOver: [move_plans, write_passports],
}

ANSWERS: Mapping[type, Callable[[Any], Any]] = {
    WhereLost: lambda _asked: lost_keys(),
    WhoIsLost: lambda asked: lost_accounts(asked.account_ids),
}
