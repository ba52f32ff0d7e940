"""What a bulk verb is asked for, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.bulk import RowResult
    from kam.people.models import User
    from kam.transfer.kinds import Choices


@dataclass(frozen=True)
class Order:
    """Who stores, with which choices, and whether anything is really stored."""

    actor: User
    choices: Choices
    dry_run: bool = False


@dataclass(frozen=True)
class Outcome:
    """The fate of each row, and records made beside them (managers of new users)."""

    results: list[RowResult]
    beside: Mapping[str, int] = field(default_factory=dict)
