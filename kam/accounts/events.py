"""What happens in this room and matters above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User


@dataclass(frozen=True)
class AccountsChanged:
    """Accounts are new, or how often they are visited may have changed."""

    account_ids: frozenset[int]


@dataclass(frozen=True)
class AccountsHandedOver:
    """Accounts have another owner, by account and former owner."""

    actor: User | None
    moves: Mapping[tuple[int, int], int]


@dataclass(frozen=True)
class WhoIsLost:
    """A question: which of these accounts are lost? The answer is a frozen set."""

    account_ids: frozenset[int]


@dataclass(frozen=True)
class WhereLost:
    """A question: which accounts are lost? The answer is a query of their keys."""


RHYTHM = frozenset({"size_class", "visit_interval_days"})
