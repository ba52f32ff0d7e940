"""Who sees which receipts of erasure: whoever may erase in the team that did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.core.querysets import ScopedQuerySet
from kam.people.scopes import scope

if TYPE_CHECKING:
    from kam.people.models import User


class ErasureQuerySet(ScopedQuerySet):
    """Erasures."""

    def visible_to(self, user: User) -> Self:
        """Those of the teams a manager stands above."""
        return self.filter(scope(user, "erasure", owner="actor", team="team"))
