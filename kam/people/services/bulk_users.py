"""Many users at once, with the rules of one by one."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password

from kam.audit.batches import change_many, check_row, create_many, differences
from kam.audit.changes import tidied
from kam.core.bulk import Fate, faults_of
from kam.core.errors import Invalid, KamError
from kam.core.text import mark
from kam.people.models import User
from kam.people.policies import may_arrange_users, require
from kam.people.services.batching import Plan, carry_out, key_text
from kam.people.services.team_names import TeamNames
from kam.people.services.users import consequences, end_links, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kam.core.bulk import BulkRow, RowResult

COLUMNS = frozenset(
    {"username", "name", "role", "team", "email", "language", "time_zone", "is_active"}
)
_COLUMN = {"team_id": "team"}


def bulk_users(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Create or change users; the user name says who is meant.

    `team` is a name or a path such as 澄源医疗/华东区; teams that are missing are
    made by whoever may. New people have no password: a one-time link gives one.
    """
    return carry_out(_Users(actor), rows, dry_run=dry_run)


class _Users:
    """The users a batch is about, locked, and every team by name."""

    def __init__(self, actor: User | None) -> None:
        self.actor = actor
        self.known: dict[str, User] = {}

    def makes(self, row: BulkRow) -> frozenset[Hashable]:
        return frozenset({key_text(row.values.get("username"))})

    needs = makes

    def open(self, rows: Sequence[BulkRow]) -> None:
        names = {key_text(row.values.get("username")) for row in rows}
        found = User.objects.select_for_update().filter(username__in=names)
        self.known = {user.username: user for user in found}
        self.teams = TeamNames(self.actor)

    def plan(self, row: BulkRow) -> Plan[User]:
        try:
            refuse_unknown(row.values, COLUMNS)
            given = {k: "" if v is None else v for k, v in row.values.items()}
            given.pop("team", None)
            values = tidied(User(), given)
            user = self.known.get(key_text(row.values.get("username")))
            if user is None:
                return self._new(row, values)
            return self._changed(row, user, values)
        except KamError as error:
            faults = faults_of(error, _COLUMN)
            return Plan(row.number, Fate.FAILED, faults=faults)

    def _new(self, row: BulkRow, values: dict[str, object]) -> Plan[User]:
        require(may_arrange_users(self.actor, "create"))
        user = User(**values, password=make_password(None))
        if error := check_row(user):
            raise error
        if "team" not in row.values:
            raise Invalid(fields={"team": [mark("新用户需要团队")]})
        user.team_id = self._team(row)["team_id"]
        return Plan(row.number, Fate.CREATED, record=user)

    def _changed(
        self, row: BulkRow, user: User, values: dict[str, object]
    ) -> Plan[User]:
        require(may_arrange_users(self.actor, "change"))
        wanted: dict[str, object] = consequences(self.actor, user, values)
        changed = copy.copy(user)
        for name, value in wanted.items():
            setattr(changed, name, value)
        if error := check_row(changed):
            raise error
        wanted |= self._team(row)
        if not differences(user, wanted):
            return Plan(row.number, Fate.SKIPPED, record=user)
        return Plan(row.number, Fate.UPDATED, record=user, wanted=wanted)

    def _team(self, row: BulkRow) -> dict[str, int]:
        """Find the team last: a row that fails otherwise makes no team."""
        if "team" not in row.values:
            return {}
        return {"team_id": self.teams.find_or_make(key_text(row.values["team"])).pk}

    def store(self, plans: Sequence[Plan[User]]) -> None:
        made = [p.record for p in plans if p.fate is Fate.CREATED and p.record]
        create_many(actor=self.actor, rows=made, verb="user.create")
        pairs = [
            (p.record, p.wanted) for p in plans if p.fate is Fate.UPDATED and p.record
        ]
        moved = [u.pk for u, w in pairs if w.get("email", u.email) != u.email]
        change_many(actor=self.actor, pairs=pairs, verb="user.change")
        if moved:
            end_links(moved)
