"""Who sees which judgements: they follow their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import connections
from django.db.models import Case, F, Value, When, Window
from django.db.models.functions import RowNumber

from kam.accounts.querysets import OfAccountQuerySet

if TYPE_CHECKING:
    from datetime import date

KEY = ("stakeholder_id", "product_id", "aspect", "side")
NEWEST_FIRST = ("-day", "-id")


class JudgementQuerySet(OfAccountQuerySet):
    """Judgements."""

    noun = "judgement"

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(retracted_at__isnull=True)

    def by(self, day: date) -> Self:
        """Those made on a day or before it."""
        return self.filter(day__lte=day)

    def newest(self) -> Self:
        """The newest of each person, product, aspect and side."""
        place = Window(
            RowNumber(),
            partition_by=[F(name) for name in KEY],
            order_by=[F("day").desc(), F("id").desc()],
        )
        return self._first(self.annotate(place=place))

    def newest_by(self, early: date) -> Self:
        """The newest of each key, and the newest of those made by an earlier day."""
        side = Case(When(day__lte=early, then=Value(1)), default=Value(0))
        place = Window(
            RowNumber(),
            partition_by=[*(F(name) for name in KEY), F("is_early")],
            order_by=[F("day").desc(), F("id").desc()],
        )
        return self._first(self.annotate(is_early=side).annotate(place=place))

    def _first(self, placed: Self) -> Self:
        """Keep the first of each key.

        SQLite chooses by numbers alone: whole rows take half as long again to order.
        """
        first = placed.filter(place=1)
        if connections[self.db].vendor != "sqlite":
            return first
        return self.filter(pk__in=first.order_by().values("pk"))
