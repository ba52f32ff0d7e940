"""Who sees which sets, figures and frontiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef

from kam.core.querysets import ScopedQuerySet
from kam.people.grants import Reach, reach_of
from kam.people.models import TerritoryAssignment
from kam.people.scopes import NOBODY

if TYPE_CHECKING:
    from kam.people.models import User


class SetQuerySet(ScopedQuerySet):
    """Comparison sets."""

    def visible_to(self, user: User) -> Self:
        """Sets of the subtree; a representative sees the sets with own figures."""
        reach = reach_of(user.role, "comparison_set", "see")
        if reach is Reach.TEAM:
            return self.filter(team_id__in=user.team_ids)
        if reach is Reach.SELF:
            mine = TerritoryAssignment.objects.visible_to(user)
            inside = mine.filter(territory__figures__comparison_set=OuterRef("pk"))
            return self.filter(Exists(inside))
        return self.filter(NOBODY)


class FigureQuerySet(ScopedQuerySet):
    """Figures of territories."""

    def visible_to(self, user: User) -> Self:
        """Figures of territories in the subtree, or of one's own territories."""
        reach = reach_of(user.role, "figure", "see")
        if reach is Reach.TEAM:
            return self.filter(
                territory__team_id__in=user.team_ids,
                comparison_set__team_id__in=user.team_ids,
            )
        if reach is Reach.SELF:
            mine = TerritoryAssignment.objects.visible_to(user).values("territory_id")
            return self.filter(territory_id__in=mine)
        return self.filter(NOBODY)


class RunQuerySet(ScopedQuerySet):
    """Frontier runs."""

    def visible_to(self, user: User) -> Self:
        """Runs whose every unit one may see; a representative's own comparisons."""
        reach = reach_of(user.role, "frontier", "see")
        if reach is Reach.TEAM:
            row = self.model._meta.get_field("rows").related_model
            foreign = row._default_manager.filter(run=OuterRef("pk")).exclude(
                territory__team_id__in=user.team_ids
            )
            inside = self.filter(comparison_set__team_id__in=user.team_ids)
            return inside.exclude(Exists(foreign))
        if reach is Reach.SELF:
            mine = TerritoryAssignment.objects.visible_to(user)
            own = mine.filter(territory__frontier_rows__run=OuterRef("pk"))
            return self.filter(Exists(own))
        return self.filter(NOBODY)
