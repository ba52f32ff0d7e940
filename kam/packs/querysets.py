"""Who sees method packs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.core.querysets import ScopedQuerySet
from kam.people.scopes import may

if TYPE_CHECKING:
    from kam.people.models import User


class PackQuerySet(ScopedQuerySet):
    """Versions of packs: the same for everybody who may see any."""

    def visible_to(self, user: User) -> Self:
        """All, or nothing."""
        return self if may(user, "pack", "see") else self.none()

    def of(self, key: str) -> Self:
        """Return the versions of one pack."""
        return self.filter(method=key)

    def in_force(self) -> Self:
        """Return those that are used."""
        return self.filter(in_force=True)
