"""The value ledger from a file: each row a claim, or one move of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kam.accounts.services.bulk.named import only, people_named
from kam.audit.adding import checked, values_of
from kam.audit.batches import by_batches, create_many
from kam.core.bulk import Fate, RowResult, faults_of
from kam.core.cells import day_of, read_cells, text_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid, KamError
from kam.core.text import mark, name_key
from kam.needs.models import Claim, ClaimMove
from kam.needs.policies import may_write
from kam.needs.services.bulk.naming import Named, locked_accounts
from kam.needs.terms import ClaimState
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.accounts.models import Account, Stakeholder
    from kam.core.bulk import BulkRow
    from kam.core.cells import Reader
    from kam.people.models import User

OF_MOVE = ("state", "evidence", "moved_on")
COLUMNS = {
    name: name for name in ("account", "text", "person", "product", "day", *OF_MOVE)
}
READERS: dict[str, Reader] = {
    "state": lambda v: read_choice(ClaimState, v, "state"),
    "day": day_of,
    "moved_on": day_of,
}
Key = tuple[object, ...]


def bulk_claims(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Enter claims and their moves; what stands already, word for word, is left alone.

    Account, text, person and product make a claim itself; with a state the row is a
    move of it as well. Cost: a fixed number of statements a batch.
    """
    require(actor is None or may(actor, "need", "create"))
    return by_batches(rows, _Claims(actor, dry_run=dry_run).store)


class _Claims:
    """One file on its way into the database."""

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.today = today_of(actor)
        self.named = Named(actor)
        self.pretended: dict[Key, Claim] = {}
        self.moved: set[Key] = set()

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        self._read(rows)
        told = [self._row(row) for row in rows]
        if not self.dry_run:
            create_many(actor=self.actor, rows=self.new, verb="claim.create")
            create_many(actor=self.actor, rows=self.moves, verb="claimmove.create")
        return [
            RowResult(number, fate, claim.pk if claim else None, faults)
            for number, fate, claim, faults in told
        ]

    def _read(self, rows: Sequence[BulkRow]) -> None:
        """Read accounts, people, claims and moves of a batch; four statements."""
        ids = {self._account_id(row) for row in rows}
        self.accounts = locked_accounts(ids)
        self.people = people_named([self._who(row) for row in rows])
        rows_of = Claim.objects.select_related("account__team")
        claims = rows_of.filter(account__in=ids).select_for_update(of=("self",))
        first_last = sorted(claims, key=lambda c: (c.archived_at is None, -c.pk))
        self.known = {_key(claim): claim for claim in first_last} | self.pretended
        standing = Q(claim__account__in=ids, retracted_at__isnull=True)
        moves = ClaimMove.objects.filter(standing).select_related("claim")
        self.stood = {_key_of_move(move) for move in moves} | self.moved
        self.new: list[Claim] = []
        self.moves: list[ClaimMove] = []

    def _account_id(self, row: BulkRow) -> int:
        return self.named.accounts.id_of(row.values.get("account"))

    def _who(self, row: BulkRow) -> tuple[int, str]:
        key = name_key(text_of(row.values.get("person")))[:120]
        return self._account_id(row), key

    def _row(self, row: BulkRow) -> tuple[int, Fate, Claim | None, Any]:
        try:
            claim, move = self._built(row)
        except KamError as error:
            return row.number, Fate.FAILED, None, faults_of(error)
        is_new = self._joined(claim, move)
        return row.number, Fate.CREATED if is_new else Fate.SKIPPED, claim, ()

    def _joined(self, claim: Claim, move: ClaimMove | None) -> bool:
        """Let a claim and its move join what is known; say whether one was new."""
        is_new = _key(claim) not in self.known
        if is_new:
            self.known[_key(claim)] = claim
            self.new.append(claim)
        if move is not None and _key_of_move(move) not in self.stood:
            self.stood.add(_key_of_move(move))
            self.moves.append(move)
            is_new = True
        if self.dry_run:
            self.pretended, self.moved = self.known, self.stood
        return is_new

    def _built(self, row: BulkRow) -> tuple[Claim, ClaimMove | None]:
        self.named.account(row)
        account = self.accounts[self._account_id(row)]
        require(may_write(self.actor, account, "create"))
        given = values_of(read_cells(row.values, COLUMNS, READERS))
        claim = self._claim(account, given, self._person(row))
        if not given.get("state"):
            return claim, None
        if claim.archived_at is not None:
            raise Invalid(fields={"state": [mark("这条主张已归档，先恢复再推进")]})
        return claim, self._move(claim, given)

    def _person(self, row: BulkRow) -> Stakeholder | None:
        who = self._who(row)
        return only(self.people.get(who, []), "person") if who[1] else None

    def _claim(
        self, account: Account, given: Mapping[str, object], person: Stakeholder | None
    ) -> Claim:
        claim = Claim(
            account=account,
            text=text_of(given.get("text")),
            stakeholder=person,
            product_id=self.named.product(given.get("product")),
            day=self._past(given.get("day"), "day"),
            author=self.actor,
        )
        return self.known.get(_key(checked(claim)), claim)

    def _move(self, claim: Claim, given: Mapping[str, object]) -> ClaimMove:
        move = ClaimMove(
            claim=claim,
            state=text_of(given["state"]),
            evidence=text_of(given.get("evidence")),
            day=self._past(given.get("moved_on"), "moved_on"),
            author=self.actor,
        )
        return checked(move)

    def _past(self, day: Any, column: str) -> date:
        require_past(day, self.today, column)
        return day or self.today


def _key(claim: Claim) -> Key:
    text = name_key(claim.text)
    return (claim.account_id, text, claim.stakeholder_id, claim.product_id)


def _key_of_move(move: ClaimMove) -> Key:
    return (*_key(move.claim), move.state, move.day, move.evidence)
