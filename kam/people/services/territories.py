"""Verbs on territories and their dated assignment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.models import Team, Territory, TerritoryAssignment, User
from kam.people.policies import (
    may_change_territory,
    may_create_territory,
    may_hold,
    require,
)
from kam.people.rules import is_inside
from kam.people.services.users import refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

EDITABLE = frozenset({"code", "name", "team_id", "parent_id"})
DAY = timedelta(days=1)


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


def edit_territory(
    *,
    actor: User | None,
    territory: Territory,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Territory:
    """Change a territory's code, name, team, or the territory it belongs to."""
    refuse_unknown(wanted, EDITABLE)
    with transaction.atomic():
        tree = Territory.objects.select_for_update().order_by("pk")
        parents = dict(tree.values_list("pk", "parent_id"))
        current = Territory.objects.get(pk=territory.pk)
        require(may_change_territory(actor, current))
        if "team_id" in wanted:
            Team.objects.named(actor, wanted["team_id"], "team_id")
        if wanted.get("parent_id") is not None:
            parent = Territory.objects.named(actor, wanted["parent_id"], "parent_id")
            refuse_circle(current, parent, parents)
        return changes.change(
            actor=actor,
            row=current,
            wanted=wanted,
            before=before,
            verb="territory.change",
        )


def refuse_circle(
    territory: Territory, parent: Territory, parents: Mapping[int, int | None]
) -> None:
    """Refuse a parent that is the territory itself or lies inside it."""
    if is_inside(territory.pk, parent.pk, parents):
        raise Invalid(
            fields={
                "parent_id": [
                    mark("“%(parent)s”是“%(territory)s”自己或它的下级，不能作上级")
                ]
            },
            parent=str(parent),
            territory=str(territory),
        )


def assign_territory(
    *, actor: User | None, territory: Territory, user: User, starts_on: date
) -> TerritoryAssignment:
    """Give a territory to somebody from a day.

    Whoever holds it then ends the day before; the new assignment lasts until the
    day before the next one that is already planned. What was before stays true.
    """
    require(may_change_territory(actor, territory))
    if not may_hold(user):
        raise Invalid(fields={"user": [mark("只能分配给可以登录的客户代表或主管")]})
    with transaction.atomic():
        Territory.objects.select_for_update().get(pk=territory.pk)
        following = _following(territory, starts_on)
        _end_earlier(actor, territory, starts_on)
        row = TerritoryAssignment(
            territory=territory,
            user=user,
            starts_on=starts_on,
            ends_on=following.starts_on - DAY if following else None,
        )
        return changes.create(actor=actor, row=row, verb="territory.assign")


def _following(territory: Territory, day: date) -> TerritoryAssignment | None:
    later = territory.assignments.filter(starts_on__gte=day).order_by("starts_on")
    first: TerritoryAssignment | None = later.first()
    if first is not None and first.starts_on == day:
        raise Invalid(fields={"starts_on": [mark("从这一天起已经分配过")]})
    return first


def _end_earlier(actor: User | None, territory: Territory, day: date) -> None:
    holding = territory.assignments.filter(starts_on__lt=day).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    )
    for earlier in holding:
        changes.change(
            actor=actor,
            row=earlier,
            wanted={"ends_on": day - DAY},
            verb="territory.end_assignment",
        )


def end_assignment(
    *, actor: User | None, assignment: TerritoryAssignment, ends_on: date
) -> TerritoryAssignment:
    """Let somebody's time in a territory end on a day, the day included."""
    require(may_change_territory(actor, assignment.territory))
    if assignment.ends_on is not None and ends_on > assignment.ends_on:
        raise Invalid(fields={"ends_on": [mark("这段分配更早就结束了")]})
    return changes.change(
        actor=actor,
        row=assignment,
        wanted={"ends_on": ends_on},
        verb="territory.end_assignment",
    )
