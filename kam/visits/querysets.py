"""Who sees which visits, actions and promises: they follow their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from kam.accounts.querysets import OfAccountQuerySet
from kam.core.expressions import OneOf
from kam.people.scopes import scope
from kam.visits.terms import ActionState, PromiseState, VisitState

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User


class VisitQuerySet(OfAccountQuerySet):
    """Visits."""

    noun = "visit"

    def of(self, user: User) -> Self:
        """Those one goes to: one's own, and those one comes along to."""
        company = self.model._meta.get_field("company").related_model
        along = company._default_manager.filter(user=user).values("visit")
        return self.filter(Q(owner=user) | Q(pk__in=along))

    def submitted(self) -> Self:
        """Those with a locked record."""
        return self.filter(state=VisitState.SUBMITTED)

    def upcoming(self) -> Self:
        """Those still to be held or to be written up."""
        return self.filter(OneOf("state", VisitState.PLANNED, VisitState.DRAFT))

    def between(self, first: date, last: date) -> Self:
        """Those on the days from `first` to `last`."""
        return self.filter(day__gte=first, day__lte=last)


class OfVisitQuerySet(OfAccountQuerySet):
    """Amendments: they follow the account of their visit."""

    noun = "visit"

    def visible_to(self, user: User, *, along: bool = False) -> Self:
        """The rows of visible visits."""
        return self.filter(
            scope(
                user,
                self.noun,
                owner="visit__account__owner",
                team="visit__account__team",
                shares="visit__account_id",
                along=along,
            )
        )


class AttachmentQuerySet(OfVisitQuerySet):
    """Files of visits."""

    noun = "attachment"

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(retracted_at__isnull=True)


class QuoteQuerySet(OfVisitQuerySet):
    """Words of customers at visits."""

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(retracted_at__isnull=True)


class ActionQuerySet(OfAccountQuerySet):
    """Actions."""

    noun = "action"

    def open(self) -> Self:
        """Those not done yet."""
        return self.filter(OneOf("state", ActionState.OPEN))

    def closed(self) -> Self:
        """Those done or dropped."""
        return self.filter(OneOf("state", ActionState.DONE, ActionState.DROPPED))

    def due_before(self, day: date) -> Self:
        """Those due before a day."""
        return self.filter(due_on__lt=day)


class PromiseQuerySet(OfAccountQuerySet):
    """Promises."""

    noun = "promise"

    def open(self) -> Self:
        """Those neither kept nor broken."""
        return self.filter(OneOf("state", PromiseState.OPEN))

    def closed(self) -> Self:
        """Those kept or broken."""
        return self.filter(OneOf("state", PromiseState.KEPT, PromiseState.BROKEN))

    def due_before(self, day: date) -> Self:
        """Those due before a day."""
        return self.filter(due_on__lt=day)


class RhythmQuerySet(OfAccountQuerySet):
    """The visit rhythm of accounts."""

    noun = "visit"

    def overdue(self, day: date) -> Self:
        """Accounts whose next visit should have been held before a day."""
        return self.filter(due_on__lt=day)
