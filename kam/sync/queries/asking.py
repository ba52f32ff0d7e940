"""How many items ask something of their author, or of an administrator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max

from kam.sync.models import Envelope
from kam.sync.terms import EnvelopeState

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.sync.querysets import EnvelopeQuerySet

ASKING = (EnvelopeState.CONFLICT, EnvelopeState.QUARANTINED, EnvelopeState.REFUSED)


@dataclass(frozen=True)
class Asked:
    """How many there are, and the latest of them."""

    number: int
    last: int | None


def asked_of_author(user: User) -> Asked:
    """Count one's own items that need a look; one statement."""
    return _counted(Envelope.objects.visible_to(user).filter(state__in=ASKING))


def asked_of_judge(user: User) -> Asked:
    """Count the items that somebody who admits them decides about; one statement."""
    return _counted(Envelope.objects.all().judged_by(user))


def _counted(rows: EnvelopeQuerySet) -> Asked:
    return Asked(**rows.order_by().aggregate(number=Count("pk"), last=Max("pk")))
