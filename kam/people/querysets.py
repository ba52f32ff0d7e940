"""Who sees which users, teams and territories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from kam.core.clock import today
from kam.core.querysets import ScopedQuerySet
from kam.people.grants import Reach, reach_of
from kam.people.scopes import NOBODY, scope

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User


def _not_over(user: User, path: str = "") -> Q:
    """Return the assignments that have not ended where the user is."""
    day = today(user.time_zone)
    return Q((f"{path}ends_on__isnull", True)) | Q((f"{path}ends_on__gte", day))


class TeamQuerySet(ScopedQuerySet):
    """Teams."""

    def visible_to(self, user: User) -> Self:
        """Own team, the subtree, or all."""
        if not user.is_active:
            return self.none()
        reach = reach_of(user.role, "team", "see")
        if reach is Reach.ALL:
            return self
        wanted = user.team_ids if reach is Reach.TEAM else [user.team_id]
        return self.filter(pk__in=wanted)


class UserQuerySet(ScopedQuerySet):
    """Users."""

    def visible_to(self, user: User) -> Self:
        """Oneself, the people of the subtree, or all."""
        if not user.is_active:
            return self.none()
        reach = reach_of(user.role, "user", "see")
        if reach is Reach.ALL:
            return self
        if reach is Reach.TEAM:
            return self.filter(Q(team_id__in=user.team_ids) | Q(pk=user.pk))
        return self.filter(pk=user.pk)

    def active(self) -> Self:
        """People who may sign in."""
        return self.filter(is_active=True)


class TerritoryQuerySet(ScopedQuerySet):
    """Territories."""

    def visible_to(self, user: User) -> Self:
        """Those the user works now or will work, those of the subtree, or all."""
        if reach_of(user.role, "territory", "see") is not Reach.SELF:
            return self.filter(scope(user, "territory"))
        mine = Q(assignments__user=user) & _not_over(user, "assignments__")
        held = self.model.objects.filter(mine) if user.is_active else self.none()
        return self.filter(pk__in=held.values("pk"))


class AssignmentQuerySet(ScopedQuerySet):
    """Who worked which territory, and from when to when."""

    def visible_to(self, user: User) -> Self:
        """The assignments of visible territories; representatives see their own."""
        if not user.is_active:
            return self.none()
        if reach_of(user.role, "territory", "see") is Reach.SELF:
            return self.filter(user=user)
        return self.filter(scope(user, "territory", team="territory__team"))

    def on(self, day: date) -> Self:
        """Assignments that hold on a day."""
        return self.filter(starts_on__lte=day).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )


class OwnQuerySet(ScopedQuerySet):
    """Rows that belong to one user alone."""

    def visible_to(self, user: User) -> Self:
        """Only one's own."""
        return self.filter(user=user) if user.is_active else self.filter(NOBODY)
