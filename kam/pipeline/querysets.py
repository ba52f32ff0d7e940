"""Who sees which opportunities and purchases: they follow their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.accounts.querysets import OfAccountQuerySet
from kam.core.querysets import ScopedQuerySet
from kam.people.scopes import may, scope
from kam.pipeline.terms import Outcome

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User


class OpportunityQuerySet(OfAccountQuerySet):
    """Opportunities."""

    noun = "opportunity"

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(retracted_at__isnull=True)

    def open(self) -> Self:
        """Those neither won nor lost."""
        return self.standing().filter(outcome=Outcome.OPEN)


class StageMoveQuerySet(ScopedQuerySet):
    """Moves of opportunities: they follow the account of their opportunity."""

    noun = "opportunity"

    def visible_to(self, user: User) -> Self:
        """The moves of visible opportunities."""
        return self.filter(
            scope(
                user,
                self.noun,
                owner="opportunity__account__owner",
                team="opportunity__account__team",
                shares="opportunity__account_id",
            )
        )

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(retracted_at__isnull=True)


class PurchaseQuerySet(OfAccountQuerySet):
    """Purchases."""

    noun = "purchase"

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(retracted_at__isnull=True)

    def between(self, first: date, last: date) -> Self:
        """Those of the months from `first` to `last`."""
        return self.filter(month__gte=first, month__lte=last)


class PlacementQuerySet(OfAccountQuerySet):
    """Places on the platforms."""

    noun = "placement"

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(retracted_at__isnull=True)

    def current(self) -> Self:
        """The place where each account stands now."""
        return self.filter(is_current=True)


class ScreeningAnswerQuerySet(OfAccountQuerySet):
    """Answers to the screening: they follow the places."""

    noun = "placement"

    def current(self) -> Self:
        """The answers that count."""
        return self.filter(is_current=True)


class WordQuerySet(ScopedQuerySet):
    """Stages, reasons and criteria: the same for whoever sees opportunities."""

    def visible_to(self, user: User) -> Self:
        """All, or nothing."""
        seen = may(user, "opportunity", "see") or may(user, "setting", "change")
        return self.all() if seen else self.none()

    def active(self) -> Self:
        """Those still offered."""
        return self.filter(is_active=True)
