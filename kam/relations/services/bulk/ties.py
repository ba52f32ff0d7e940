"""Entering who of us knows whom from a file, with the rules of one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import AccountShare
from kam.accounts.services.bulk.known import KnownAccounts
from kam.accounts.services.bulk.named import PeopleNamed
from kam.audit.adding import Adding, checked, values_of
from kam.core.cells import count_of, day_of, read_cells, text_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.judgements.terms import Confidence
from kam.people.days import require_past, today_of
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.relations.models import Tie
from kam.relations.policies import may_draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from kam.accounts.models import Account
    from kam.core.bulk import BulkRow, RowResult
    from kam.core.cells import Reader

# `account` is a name or credit code, `person` a name in it, `colleague` a user name.
TYPED = ("level", "wanted", "evidence", "confidence", "day")
COLUMNS = {name: name for name in ("account", "person", "colleague", *TYPED)}
READERS: dict[str, Reader] = {
    "level": count_of,
    "wanted": count_of,
    "confidence": lambda v: (
        read_choice(Confidence, v, "confidence") or Confidence.MIDDLE.value
    ),
    "day": day_of,
}


def bulk_ties(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Enter ties; one that stands already, word for word, is left alone.

    Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, "line", "create"))
    return _Ties(actor, dry_run=dry_run).take(rows)


class _Ties(Adding[Tie]):
    """One file of ties."""

    verb = "tie.note"
    same = ("stakeholder_id", "colleague_id", "level", "wanted", "day", "evidence")

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        super().__init__(actor, dry_run=dry_run)
        self.today = today_of(actor)
        self.people = PeopleNamed(KnownAccounts(actor))
        self.us: dict[str, User] = {}
        self.shared: set[tuple[int, int]] = set()

    def read(self, rows: Sequence[BulkRow]) -> None:
        """Read the people, the colleagues, and who works on which account."""
        self.people.read(rows)
        names = {text_of(row.values.get("colleague")) for row in rows}
        found = User.objects.active().filter(username__in=names)
        self.us = {user.username: user for user in found}
        shares = AccountShare.objects.filter(user__in=found)
        self.shared = set(shares.values_list("account_id", "user_id"))

    def made(self, row: BulkRow) -> Tie:
        """Build the tie of a row."""
        person = self.people.of(row)
        require(may_draw(self.actor, person.account))
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        told = {n: v for n, v in given.items() if n in TYPED}
        tie = Tie(
            account=person.account,
            stakeholder=person,
            colleague=self._colleague(person.account, row.values.get("colleague")),
            author=self.actor,
            **told | {"day": told.get("day") or self.today},
        )
        require_past(checked(tie).day, self.today)
        return tie

    def alike(self, rows: Sequence[Tie]) -> Iterable[Tie]:
        """Return the ties of the same people that nobody took back."""
        people = {row.stakeholder_id for row in rows}
        found: Iterable[Tie] = Tie.objects.filter(stakeholder__in=people).standing()
        return found

    def _colleague(self, account: Account, cell: object) -> User:
        """Return who of us is named, if the actor may name them beside a customer."""
        found = self.us.get(text_of(cell))
        if found is None or not self._is_near(account, found):
            raise Invalid(fields={"colleague": [mark("没有找到，或者您无权查看")]})
        return found

    def _is_near(self, account: Account, colleague: User) -> bool:
        if self.actor is None or account.owner_id == colleague.pk:
            return True
        teams = {self.actor.team_id, *self.actor.team_ids} - {None}
        return colleague.team_id in teams or (account.pk, colleague.pk) in self.shared
