"""Who sees which items and devices: their author, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from kam.core.querysets import ScopedQuerySet
from kam.people.querysets import OwnQuerySet
from kam.people.scopes import NOBODY, may, scope
from kam.sync.terms import EnvelopeState

if TYPE_CHECKING:
    from kam.people.models import User

OPEN = (
    EnvelopeState.WAITING,
    EnvelopeState.CONFLICT,
    EnvelopeState.QUARANTINED,
    EnvelopeState.REFUSED,
)


class EnvelopeQuerySet(ScopedQuerySet):
    """Items that devices sent."""

    def visible_to(self, user: User) -> Self:
        """Only one's own."""
        return self.filter(scope(user, "envelope", owner="author"))

    def open(self) -> Self:
        """Those whose author has still something to do, or to wait for."""
        return self.filter(state__in=OPEN)

    def judged_by(self, user: User) -> Self:
        """Those an administrator decides about; their text is not for them."""
        rows = Q(state=EnvelopeState.QUARANTINED)
        return self.filter(rows if may(user, "quarantine", "see") else NOBODY)


class DeviceQuerySet(OwnQuerySet):
    """Devices: only one's own."""
