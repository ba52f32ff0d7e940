"""What happens in this room and matters above it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AccountsChanged:
    """Accounts are new, or how often they are visited may have changed."""

    account_ids: frozenset[int]


RHYTHM = frozenset({"size_class", "visit_interval_days"})
