"""Who sees the letterhead as a record; everybody's documents carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.core.querysets import ScopedQuerySet
from kam.people.scopes import may

if TYPE_CHECKING:
    from kam.people.models import User


class LetterheadQuerySet(ScopedQuerySet):
    """The one letterhead of the company."""

    def visible_to(self, user: User) -> Self:
        """All, or nothing."""
        return self if may(user, "letterhead", "see") else self.none()
