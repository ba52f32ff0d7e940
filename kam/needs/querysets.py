"""Who sees what is known of needs: it follows its account."""

from __future__ import annotations

from typing import Self

from kam.accounts.querysets import OfAccountQuerySet


class NeedQuerySet(OfAccountQuerySet):
    """Rows about what a customer needs."""

    noun = "need"


class KeptQuerySet(NeedQuerySet):
    """Rows that are put away, never deleted."""

    def active(self) -> Self:
        """Those not put away."""
        return self.filter(archived_at__isnull=True)
