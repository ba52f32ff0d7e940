"""Who sees lines, ties, wanted roles and seats: they follow their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from kam.accounts.querysets import OfAccountQuerySet

if TYPE_CHECKING:
    from datetime import date


class RelationQuerySet(OfAccountQuerySet):
    """Whatever the map draws."""

    noun = "line"

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(retracted_at__isnull=True)


class LineQuerySet(RelationQuerySet):
    """Lines between people."""

    def on(self, day: date) -> Self:
        """Those that were drawn by the end of a day and had not ended."""
        open_then = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
        return self.standing().filter(open_then, day__lte=day)

    def open(self) -> Self:
        """Those that nobody took back or ended."""
        return self.standing().filter(ended_on__isnull=True)


class TieQuerySet(RelationQuerySet):
    """How well we know people."""

    def newest(self, day: date) -> Self:
        """What stood of each of us and each person at the end of a day."""
        place = Window(
            RowNumber(),
            partition_by=[F("stakeholder_id"), F("colleague_id")],
            order_by=[F("day").desc(), F("id").desc()],
        )
        known = self.standing().filter(day__lte=day)
        return known.annotate(place=place).filter(place=1)


class WantedRoleQuerySet(RelationQuerySet):
    """Roles that must exist and have no face yet."""

    def on(self, day: date) -> Self:
        """Those that were looked for at the end of a day."""
        missing = Q(found_on__isnull=True) | Q(found_on__gt=day)
        return self.standing().filter(missing, day__lte=day)


class MoveQuerySet(RelationQuerySet):
    """Changes of layer."""


class SeatQuerySet(RelationQuerySet):
    """Where cards lie."""
