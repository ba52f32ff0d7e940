"""Verbs on the tree of teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr

from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.models import Team, User
from kam.people.policies import may_arrange_teams, require
from kam.people.rules import is_below, tree_path
from kam.people.services.users import refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

EDITABLE = frozenset({"name", "parent_id"})
LONGEST_PATH = 400


def create_team(*, actor: User | None, name: str, parent: Team | None = None) -> Team:
    """Add a team below another one, or at the top."""
    require(may_arrange_teams(actor, "create"))
    with transaction.atomic():
        team = changes.create(
            actor=actor, row=Team(name=name, parent=parent), verb="team.create"
        )
        team.path = _path(parent, team)
        team.save(update_fields=["path"])
    return team


def edit_team(
    *,
    actor: User | None,
    team: Team,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Team:
    """Rename a team, or move it with its whole subtree below another one."""
    refuse_unknown(wanted, EDITABLE)
    require(may_arrange_teams(actor, "change"))
    with transaction.atomic():
        # Two moves at once could close a circle, so they queue for the whole tree.
        tree = {row.pk: row for row in Team.objects.select_for_update().order_by("pk")}
        current = tree[team.pk]
        parent = _place(current, wanted.get("parent_id", current.parent_id), tree)
        row = changes.change(
            actor=actor, row=current, wanted=wanted, before=before, verb="team.change"
        )
        path = _path(parent, row)
        if row.parent_id != current.parent_id:
            _move(current.path, path)
        row.path = path
    return row


def _place(team: Team, parent_id: object, tree: Mapping[int, Team]) -> Team | None:
    if parent_id is None:
        return None
    parent = tree.get(parent_id) if isinstance(parent_id, int) else None
    if parent is None:
        raise Invalid(fields={"parent_id": [mark("没有这个团队")]})
    if is_below(parent.path, team.path):
        raise Invalid(
            fields={
                "parent_id": [
                    mark("“%(parent)s”是“%(team)s”自己或它的下级，不能作上级")
                ]
            },
            parent=parent.name,
            team=team.name,
        )
    return parent


def _path(parent: Team | None, team: Team) -> str:
    path = tree_path(parent.path if parent else "", team.pk)
    if len(path) > LONGEST_PATH:
        raise Invalid(fields={"parent_id": [mark("团队的层级太深")]})
    return path


def _move(old: str, new: str) -> None:
    """Give a whole subtree its new path in one statement."""
    rest = Substr("path", len(old) + 1)
    Team.objects.filter(path__startswith=old).update(path=Concat(Value(new), rest))
