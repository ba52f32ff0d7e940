"""What becomes of one row of accounts: a checked new account, or checked changes."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.accounts.events import RHYTHM
from kam.accounts.models import Account
from kam.accounts.policies import may_edit_account
from kam.accounts.services.placing import placed, refuse_circle, settle
from kam.audit import batches, changes
from kam.people.policies import require

if TYPE_CHECKING:
    from kam.accounts.services.bulk.known import Target
    from kam.accounts.services.bulk.order import Line
    from kam.accounts.services.bulk.references import Loaded
    from kam.people.models import User


@dataclass(frozen=True)
class New:
    """An account to be stored."""

    line: Line
    row: Account


@dataclass(frozen=True)
class Changed:
    """A stored account, what it shall hold, and how it looks then."""

    line: Line
    row: Account
    wanted: dict[str, object]
    after: Account

    @property
    def differs(self) -> bool:
        """Whether anything changes at all."""
        return bool(batches.differences(self.row, self.wanted))

    @property
    def changes_rhythm(self) -> bool:
        """Whether the account may be visited more or less often."""
        return any(getattr(self.row, n) != getattr(self.after, n) for n in RHYTHM)

    @property
    def handed_over(self) -> bool:
        """Whether somebody else becomes the owner."""
        return self.after.owner_id not in (None, self.row.owner_id)


@dataclass(frozen=True)
class Stepping:
    """Who imports, and what the rows may name."""

    actor: User | None
    references: Loaded

    def new(self, line: Line, values: dict[str, object], parent: Target | None) -> New:
        """Prepare a new account, or refuse it."""
        given = {name: value for name, value in values.items() if value is not None}
        row = Account(**given)
        if row.owner_id is not None:
            row.owner = self.references.owner(row.owner_id)
        if row.team_id is not None:
            row.team = self.references.team(row.team_id)
        if isinstance(parent, Account):
            row.parent = parent
        elif parent is not None:
            refuse_circle(None, self.references.above(parent))
            row.parent_id = parent
        settle(self.actor, row, self.references)
        _check(row)
        return New(line, row)

    def changed(
        self,
        line: Line,
        row: Account,
        values: dict[str, object],
    ) -> Changed:
        """Prepare the changes of a stored account, or refuse them.

        A row that changes nothing asks for no right: what somebody exported may come
        back, accounts shared with them included.
        """
        if values.get("team_id", row.team_id) is None:
            values = {n: v for n, v in values.items() if n != "team_id"}
        mine = changes.tidied(row, values)
        if batches.differences(row, mine):
            require(may_edit_account(self.actor, row))
        wanted = placed(self.actor, row, mine, self.references)
        after = copy.copy(row)
        for name, value in wanted.items():
            setattr(after, name, value)
        _check(after)
        clean = {name: getattr(after, name) for name in wanted}
        if (
            row.pk is not None
            and clean.get("parent_id", row.parent_id) != row.parent_id
        ):
            self.references.moved[row.pk] = after.parent_id
        return Changed(line, row, clean, after)


def _check(row: Account) -> None:
    error = batches.check_row(row)
    if error is not None:
        raise error
