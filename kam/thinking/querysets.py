"""Who sees which observations: they follow their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.accounts.querysets import OfAccountQuerySet
from kam.core.querysets import ScopedQuerySet

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User


class ObservationQuerySet(OfAccountQuerySet):
    """Observations."""

    noun = "observation"

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(retracted_at__isnull=True)

    def by(self, day: date) -> Self:
        """Those made on a day or before it."""
        return self.filter(day__lte=day)


class ExemptionQuerySet(OfAccountQuerySet):
    """People whose preference is not estimated."""

    noun = "observation"


class SelfViewQuerySet(ScopedQuerySet):
    """What people say of themselves: nobody reads it but they."""

    def visible_to(self, user: User) -> Self:
        """One's own."""
        return self.filter(user=user) if user.is_active else self.none()
