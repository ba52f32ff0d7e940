"""Verbs on territories and their dated assignment."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from kam.audit import changes
from kam.people.models import Team, Territory, TerritoryAssignment, User
from kam.people.policies import may_change_territory, may_create_territory, require


def create_territory(
    *,
    actor: User | None,
    code: str,
    team: Team,
    name: str = "",
    parent: Territory | None = None,
) -> Territory:
    """Add a territory to a team."""
    require(may_create_territory(actor, team))
    row = Territory(code=code, name=name, team=team, parent=parent)
    return changes.create(actor=actor, row=row, verb="territory.create")


def assign_territory(
    *, actor: User | None, territory: Territory, user: User, starts_on: date
) -> TerritoryAssignment:
    """Give a territory to somebody; whoever held it ends the day before."""
    require(may_change_territory(actor, territory))
    with transaction.atomic():
        open_ones = territory.assignments.select_for_update().filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), starts_on__lt=starts_on
        )
        for earlier in open_ones:
            changes.change(
                actor=actor,
                row=earlier,
                wanted={"ends_on": starts_on - timedelta(days=1)},
                verb="territory.end_assignment",
            )
        row = TerritoryAssignment(territory=territory, user=user, starts_on=starts_on)
        return changes.create(actor=actor, row=row, verb="territory.assign")
