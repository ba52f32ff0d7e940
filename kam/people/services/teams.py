"""Verbs on the tree of teams."""

from __future__ import annotations

from django.db import transaction

from kam.audit import changes
from kam.people.models import Team, User
from kam.people.policies import may_arrange_teams, require
from kam.people.rules import tree_path


def create_team(*, actor: User | None, name: str, parent: Team | None = None) -> Team:
    """Add a team below another one, or at the top."""
    require(may_arrange_teams(actor, "create"))
    with transaction.atomic():
        team = changes.create(
            actor=actor, row=Team(name=name, parent=parent), verb="team.create"
        )
        team.path = tree_path(parent.path if parent else "", team.pk)
        team.save(update_fields=["path"])
    return team
