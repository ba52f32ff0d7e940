"""Creating and changing many accounts: rows of a file, an API call, a demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.events import AccountsChanged, AccountsHandedOver
from kam.accounts.models import Account, AccountShare
from kam.accounts.services.bulk.columns import CELLS, read_account
from kam.accounts.services.bulk.known import KnownAccounts
from kam.accounts.services.bulk.order import Line, in_waves
from kam.accounts.services.bulk.references import Loaded
from kam.accounts.services.bulk.steps import Changed, New, Stepping
from kam.accounts.services.placing import ACCOUNT_TREE
from kam.audit import batches
from kam.core.bulk import Fate, Fault, RowResult, faults_of
from kam.core.cells import text_of
from kam.core.errors import Invalid, KamError
from kam.core.events import publish
from kam.core.text import mark
from kam.core.turns import take_turn
from kam.people.policies import require
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kam.accounts.services.bulk.known import Target
    from kam.core.bulk import BulkRow
    from kam.people.models import User

CIRCULAR = Fault("parent", "circular", mark("这几行的上级单位互相循环"))
STORED = (Fate.CREATED, Fate.UPDATED)


def bulk_accounts(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Create and update accounts, matched by credit code or else by name.

    The columns are those of `columns.COLUMNS`; the results stand in the order of
    the rows. Cost: a fixed number of statements a batch, and one for each level of
    units above it.
    """
    return open_accounts(actor=actor, dry_run=dry_run)(rows)


def open_accounts(
    *, actor: User | None, dry_run: bool = False
) -> Callable[[Sequence[BulkRow]], list[RowResult]]:
    """Begin to take a long file in part by part; what is known is read once.

    The verb that is returned answers for one part after the other, and finds what
    the parts before brought, as `bulk_accounts` does within one.
    """
    require(actor is None or may(actor, "account", "create"))
    return _Import(actor, dry_run=dry_run).take


class _Import:
    """One file on its way into the database."""

    def __init__(self, actor: User | None, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.known = KnownAccounts(actor)
        self.references = Loaded(actor)
        self.stepping = Stepping(actor, self.references)
        self.rows: dict[int, Account] = {}

    def take(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Carry some rows out, parents before their units."""
        plan = in_waves([self.line(row) for row in rows])
        results = {line.number: _failed(line, (CIRCULAR,)) for line in plan.circular}
        for wave in plan.waves:
            for result in batches.by_batches(wave, self.store):
                results[result.number] = result
            self.learn(line for line in wave if results[line.number].fate in STORED)
        self.rows.clear()
        return [results[row.number] for row in rows]

    def line(self, row: BulkRow) -> Line:
        """Read what a row is about, and which known names a new one looks like."""
        names = ("name", "credit_code", "parent", "phone")
        name, code, parent, phone = (text_of(row.values.get(n)) for n in names)
        target = self._found(name, code)
        known, stored = target is not None, self.known.keys_of(target)
        doubtful = () if known else self.known.doubts(name, code, phone)
        self.known.see(name)
        return Line(row, name, code, parent, known, stored, doubtful)

    def store(self, lines: Sequence[Line]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        if any(line.parent for line in lines):
            take_turn(ACCOUNT_TREE)
        existing = self._existing(lines)
        self.references.gather(self._parents(lines))
        steps = [self._step(line, existing) for line in lines]
        return [
            *(step for step in steps if isinstance(step, RowResult)),
            *self._create([step for step in steps if isinstance(step, New)]),
            *self._change([step for step in steps if isinstance(step, Changed)]),
        ]

    def learn(self, lines: Iterable[Line]) -> None:
        """Let later rows find what was stored."""
        for line in lines:
            self.known.learn(self.rows[line.number])

    def _found(self, name: str, code: str) -> Target | None:
        """Return the stored account a row is about; 0 stands for several."""
        try:
            return self.known.match(name, code)
        except Invalid:
            return 0

    def _existing(self, lines: Sequence[Line]) -> dict[int, Account]:
        found = [self._found(line.name, line.code) for line in lines]
        wanted = {target for target in found if isinstance(target, int)}
        rows = Account.objects.filter(pk__in=wanted).select_related("territory")
        locked = rows.select_for_update(of=("self",)).order_by("pk")
        return {row.pk: row for row in locked}

    def _parents(self, lines: Sequence[Line]) -> set[int]:
        wanted = set()
        for name in {line.parent for line in lines if line.parent}:
            try:
                target = self.known.find(name, "parent_id")
            except Invalid:
                continue
            if isinstance(target, int):
                wanted.add(target)
        return wanted

    def _step(
        self, line: Line, existing: dict[int, Account]
    ) -> New | Changed | RowResult:
        reading = read_account(line.row.values, self.references)
        if reading.faults:
            return _failed(line, reading.faults)
        try:
            target = self.known.match(line.name, line.code)
            parent = self.known.find(line.parent, "parent_id") if line.parent else None
            if target is None:
                return self.stepping.new(line, reading.values, parent)
            row = existing[target] if isinstance(target, int) else target
            values = dict(reading.values)
            if "parent" in line.row.values and not isinstance(parent, Account):
                values["parent_id"] = parent
            return self.stepping.changed(line, row, values)
        except KamError as error:
            return _failed(line, faults_of(error, CELLS))

    def _create(self, steps: Sequence[New]) -> list[RowResult]:
        if not self.dry_run:
            rows = [step.row for step in steps]
            batches.create_many(actor=self.actor, rows=rows, verb="account.create")
            _tell(row.pk for row in rows)
        self.rows |= {step.line.number: step.row for step in steps}
        return [_result(step.line, Fate.CREATED, step.row) for step in steps]

    def _change(self, steps: Sequence[Changed]) -> list[RowResult]:
        fates = [Fate.UPDATED if step.differs else Fate.SKIPPED for step in steps]
        gone = {s.row.pk: s.after.owner_id for s in steps if s.handed_over}
        moves = {
            (s.row.pk, s.row.owner_id): s.after.owner_id
            for s in steps
            if s.handed_over and s.row.owner_id and s.after.owner_id
        }
        for step in steps:
            self.rows[step.line.number] = step.after if step.row.pk else step.row
        if self.dry_run:
            self._pretend(steps)
        else:
            pairs = [(step.row, step.wanted) for step in steps]
            rhythm = [step.row.pk for step in steps if step.changes_rhythm]
            batches.change_many(actor=self.actor, pairs=pairs, verb="account.edit")
            _tell(rhythm)
            if moves:
                publish(AccountsHandedOver(self.actor, moves))
            self._drop_shares(gone)
        return [
            _result(step.line, fate, step.row)
            for step, fate in zip(steps, fates, strict=True)
        ]

    def _pretend(self, steps: Sequence[Changed]) -> None:
        """Let a row that an earlier one would have created look as it would then."""
        for step in (step for step in steps if step.row.pk is None):
            for name, value in step.wanted.items():
                setattr(step.row, name, value)
            step.row.clean()

    def _drop_shares(self, owners: dict[int, int | None]) -> None:
        """End the shares of those who have become owners."""
        if not owners:
            return
        shares = AccountShare.objects.filter(account__in=owners).select_related(
            "account"
        )
        rows = [share for share in shares if share.user_id == owners[share.account_id]]
        batches.remove_many(actor=self.actor, rows=rows, verb="account.unshare")


def _tell(account_ids: Iterable[int]) -> None:
    found = frozenset(account_ids)
    if found:
        publish(AccountsChanged(found))


def _result(line: Line, fate: Fate, row: Account) -> RowResult:
    return RowResult(line.number, fate, object_id=row.pk, doubtful=line.doubtful)


def _failed(line: Line, faults: tuple[Fault, ...]) -> RowResult:
    return RowResult(line.number, Fate.FAILED, faults=faults, doubtful=line.doubtful)
