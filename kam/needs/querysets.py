"""Who sees what is known of needs: it follows its account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.accounts.querysets import OfAccountQuerySet
from kam.core.querysets import ScopedQuerySet
from kam.people.scopes import scope

if TYPE_CHECKING:
    from kam.people.models import User


class NeedQuerySet(OfAccountQuerySet):
    """Rows about what a customer needs."""

    noun = "need"


class KeptQuerySet(NeedQuerySet):
    """Rows that are put away, never deleted."""

    def active(self) -> Self:
        """Those not put away."""
        return self.filter(archived_at__isnull=True)


class ClaimMoveQuerySet(ScopedQuerySet):
    """Moves of claims: they follow the account of their claim."""

    def visible_to(self, user: User) -> Self:
        """The moves of the accounts that the user sees."""
        return self.filter(
            scope(
                user,
                "need",
                owner="claim__account__owner",
                team="claim__account__team",
                shares="claim__account_id",
            )
        )
