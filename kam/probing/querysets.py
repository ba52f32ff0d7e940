"""Who sees which probes: they follow their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.accounts.querysets import OfAccountQuerySet

if TYPE_CHECKING:
    from uuid import UUID


class ProbeQuerySet(OfAccountQuerySet):
    """Probes."""

    noun = "probe"

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(retracted_at__isnull=True)

    def of(self, occasion: UUID) -> Self:
        """Those of one meeting, along the flow."""
        return self.filter(occasion=occasion).order_by("level", "pk")
