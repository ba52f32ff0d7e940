"""Who listens to what happens in lower rooms; the only place where they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.accounts.events import AccountsChanged
from kam.visits.services import refresh_rhythm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def renew_rhythm(event: AccountsChanged) -> None:
    """Keep the day on which the next visit is due."""
    refresh_rhythm(event.account_ids)


LISTENERS: Mapping[type, Sequence[Callable[[Any], None]]] = {
    AccountsChanged: [renew_rhythm],
}
