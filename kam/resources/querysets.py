"""Who sees resources and bookings."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import Q

from kam.accounts.querysets import OfAccountQuerySet
from kam.core.querysets import ScopedQuerySet
from kam.people.grants import Reach, reach_of
from kam.people.queries import is_on
from kam.people.scopes import may, scope
from kam.resources.rules.costs import HOLDING
from kam.resources.rules.limits import ALONE
from kam.resources.terms import BookingState, ResourceKind

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User

FRESH = timedelta(days=14)


class ResourceQuerySet(ScopedQuerySet):
    """The catalogue: the same for everybody who may see any."""

    def visible_to(self, user: User) -> Self:
        """All, or nothing."""
        return self if may(user, "resource", "see") else self.none()

    def active(self) -> Self:
        """Those still offered."""
        return self.filter(archived_at__isnull=True)

    def lawful(self, *, samples: bool) -> Self:
        """Without samples where the company did not enable them."""
        return self if samples else self.exclude(kind=ResourceKind.SAMPLE)


class ComplianceRuleQuerySet(ScopedQuerySet):
    """What has to be confirmed: the same for everybody who sees resources."""

    def visible_to(self, user: User) -> Self:
        """All, or nothing."""
        return self if may(user, "resource", "see") else self.none()


class BookingQuerySet(OfAccountQuerySet):
    """Bookings follow their account; who owns the resource sees them as well."""

    noun = "booking"

    def visible_to(self, user: User, *, along: bool = False) -> Self:
        """Those of visible accounts, and those of the resources one decides about."""
        if reach_of(user.role, "approval", "see") is not Reach.TEAM:
            return super().visible_to(user, along=along)
        seen = scope(user, self.noun, owner="account__owner", team="account__team")
        return self.filter(seen | scope(user, "approval", team="resource__team"))

    def of_customer(self, user: User) -> Self:
        """Those of visible accounts only."""
        return super().visible_to(user)

    def waiting(self, day: date) -> Self:
        """Requests nobody has decided about, whose days are not over."""
        return self.filter(state=BookingState.WAITING, last_day__gte=day)

    def expired(self, day: date) -> Self:
        """Requests whose days are over before anybody decided."""
        return self.filter(state=BookingState.WAITING, last_day__lt=day)

    def holding(self) -> Self:
        """Those that take something of the capacity."""
        return self.filter(state__in=HOLDING)

    def living(self) -> Self:
        """Those that wait, are booked, or were used."""
        return self.filter(state__in=[BookingState.WAITING, *HOLDING])

    def touching(self, first: date, last: date) -> Self:
        """Those with a day between first and last."""
        return self.filter(first_day__lte=last, last_day__gte=first)

    def to_decide(self, user: User, day: date) -> Self:
        """Requests that wait for this person.

        Own ones only where the company lets managers decide alone.
        """
        if reach_of(user.role, "approval", "change") is Reach.NONE:
            return self.none()
        mine = scope(user, "approval", "change", team="account__team")
        mine |= scope(user, "approval", "change", team="resource__team")
        owned = Q(resource__team_id=user.team_id, stakeholder=None)
        owned &= Q(is_on(ALONE.key))
        return self.waiting(day).filter(mine).filter(~Q(requester=user) | owned)

    def answered(self, user: User, day: date) -> Self:
        """Own requests somebody decided about lately, whose days are not over."""
        since = datetime.combine(day - FRESH, time.min, UTC)
        rows = self.filter(requester=user, decided_at__gte=since, last_day__gte=day)
        said = rows.filter(state__in=[BookingState.BOOKED, BookingState.REFUSED])
        return said.filter(decided_by__isnull=False).exclude(decided_by=user)


class HoldQuerySet(ScopedQuerySet):
    """What bookings take of a capacity: it names nobody."""

    def visible_to(self, user: User) -> Self:
        """All, or nothing."""
        return self if may(user, "resource", "see") else self.none()
