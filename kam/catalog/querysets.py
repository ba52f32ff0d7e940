"""Who sees the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.core.querysets import ScopedQuerySet
from kam.people.scopes import may

if TYPE_CHECKING:
    from kam.people.models import User


class CatalogQuerySet(ScopedQuerySet):
    """Products and competitors: the same for everybody who may see any."""

    noun = "product"

    def visible_to(self, user: User) -> Self:
        """All, or nothing."""
        return self if may(user, self.noun, "see") else self.none()

    def active(self) -> Self:
        """Those still offered."""
        return self.filter(is_active=True)


class CompetitorQuerySet(CatalogQuerySet):
    """Competitors."""

    noun = "competitor"
