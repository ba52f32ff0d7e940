"""Who sees which hand-overs: they follow their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.accounts.querysets import OfAccountQuerySet

if TYPE_CHECKING:
    from kam.people.models import User


class HandoverQuerySet(OfAccountQuerySet):
    """Hand-overs."""

    noun = "handover"

    def waiting(self) -> Self:
        """Those that their receiver has not confirmed and no later one overtook."""
        return self.filter(confirmed_at=None, overtaken_at=None)

    def given_by(self, user: User) -> Self:
        """Those of accounts that were somebody's own, seen any more or not."""
        return self.filter(former=user) if user.is_active else self.none()
