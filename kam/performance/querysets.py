"""Who sees which sets, figures and frontiers.

A manager or an analyst sees a set, and everything in it, only when every one of its
territories lies in the own subtree. A representative sees the sets and runs of the
territories held *today*: a former holder loses sight at the next request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q

from kam.core.clock import today
from kam.core.querysets import ScopedQuerySet
from kam.people.grants import MANAGER, Reach, reach_of
from kam.people.models import TerritoryAssignment
from kam.people.scopes import NOBODY, scope

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from kam.people.models import User


def reach(user: User, noun: str) -> Reach:
    """Return how far a person sees a noun; a barred person sees nothing."""
    return reach_of(user.role, noun, "see") if user.is_active else Reach.NONE


def sees_all_units(user: User) -> bool:
    """Say whether a person who sees a run sees every unit in it."""
    return reach(user, "frontier") in (Reach.TEAM, Reach.ALL)


def held_today(user: User) -> QuerySet[TerritoryAssignment]:
    """Return the assignments a person holds today."""
    return TerritoryAssignment.objects.filter(user=user).on(today(user.time_zone))


def held_territories(user: User) -> QuerySet:
    """Return the ids of the territories a person holds today."""
    return held_today(user).values("territory_id")


class SetQuerySet(ScopedQuerySet):
    """Comparison sets."""

    def visible_to(self, user: User) -> Self:
        """Sets wholly in the subtree; for a representative, sets with own figures."""
        far = reach(user, "comparison_set")
        figures = self.model._meta.get_field("figures").related_model._default_manager
        inside = figures.filter(comparison_set=OuterRef("pk"))
        if far is Reach.TEAM:
            foreign = inside.exclude(territory__team_id__in=user.team_ids)
            return self.filter(~Exists(foreign), team_id__in=user.team_ids)
        if far is Reach.SELF:
            own = inside.filter(territory_id__in=held_territories(user))
            return self.filter(Exists(own))
        return self.filter(NOBODY)


def _sets(rows: ScopedQuerySet, user: User) -> QuerySet:
    """Return the ids of the sets a person sees, for the rows of a set."""
    model = rows.model._meta.get_field("comparison_set").related_model
    return model._default_manager.visible_to(user).values("pk")


class FigureQuerySet(ScopedQuerySet):
    """Figures of territories."""

    def visible_to(self, user: User) -> Self:
        """Figures of visible sets; a representative only those of own territories."""
        far = reach(user, "figure")
        if far is Reach.TEAM:
            return self.filter(comparison_set_id__in=_sets(self, user))
        if far is Reach.SELF:
            return self.filter(territory_id__in=held_territories(user))
        return self.filter(NOBODY)


class RunQuerySet(ScopedQuerySet):
    """Frontier runs."""

    def visible_to(self, user: User) -> Self:
        """Runs of visible sets; a representative only those with an own territory."""
        far = reach(user, "frontier")
        if far is Reach.TEAM:
            return self.filter(comparison_set_id__in=_sets(self, user))
        if far is Reach.SELF:
            rows = self.model._meta.get_field("rows").related_model._default_manager
            own = rows.filter(Q(territory_id__in=held_territories(user)))
            return self.filter(Exists(own.filter(run=OuterRef("pk"))))
        return self.filter(NOBODY)


class RowQuerySet(ScopedQuerySet):
    """Territories in a run, with all their figures."""

    def visible_to(self, user: User) -> Self:
        """All rows of visible runs; a representative only the own ones."""
        far = reach(user, "frontier")
        if far is Reach.TEAM:
            runs = self.model._meta.get_field("run").related_model._default_manager
            return self.filter(run_id__in=runs.visible_to(user).values("pk"))
        if far is Reach.SELF:
            return self.filter(territory_id__in=held_territories(user))
        return self.filter(NOBODY)


class TargetQuerySet(ScopedQuerySet):
    """Targets of territories."""

    def visible_to(self, user: User) -> Self:
        """Targets of visible sets; a representative only those of own territories."""
        far = reach(user, "target")
        if far is Reach.TEAM:
            return self.filter(comparison_set_id__in=_sets(self, user))
        if far is Reach.SELF:
            return self.filter(territory_id__in=held_territories(user))
        return self.filter(NOBODY)


class ColumnRunQuerySet(ScopedQuerySet):
    """Column runs."""

    def visible_to(self, user: User) -> Self:
        """Runs of visible sets, for whoever sees every unit in them."""
        if reach(user, "column_run") is Reach.TEAM and sees_all_units(user):
            return self.filter(comparison_set_id__in=_sets(self, user))
        return self.filter(NOBODY)


class ColumnRowQuerySet(ScopedQuerySet):
    """Territories in a column run."""

    def visible_to(self, user: User) -> Self:
        """All rows of visible runs."""
        runs = self.model._meta.get_field("run").related_model._default_manager
        return self.filter(run_id__in=runs.visible_to(user).values("pk"))


class LookQuerySet(ScopedQuerySet):
    """Who looked at whose behaviour."""

    def visible_to(self, user: User) -> Self:
        """Those at oneself, and one's own."""
        if not user.is_active:
            return self.filter(NOBODY)
        return self.filter(Q(subject=user) | Q(reader=user))

    def of_day(self, user: User, day: date) -> Self:
        """What somebody opened on a day."""
        return self.filter(reader=user, day=day)


class CardLookQuerySet(LookQuerySet):
    """Who opened the card of whose territory."""


class RatingQuerySet(ScopedQuerySet):
    """Self-ratings: everybody sees their own."""

    def visible_to(self, user: User) -> Self:
        """One's own."""
        return self.filter(scope(user, "rating", owner="user", team="user__team"))

    def told_to(self, user: User) -> Self:
        """Those that people of a manager's teams let the manager read."""
        if not user.is_active or user.role != MANAGER:
            return self.none()
        return self.filter(shared=True, user__team_id__in=user.team_ids)
