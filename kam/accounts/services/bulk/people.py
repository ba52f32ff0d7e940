"""Creating and changing many people of accounts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.conf import settings

from kam.accounts.models import Account, Person, Stakeholder
from kam.accounts.rules.erased import erased_key
from kam.accounts.services.bulk.cells import read_person
from kam.accounts.services.bulk.known import KnownAccounts
from kam.accounts.services.bulk.person_steps import Line, Step, change_step, new_step
from kam.audit import batches
from kam.core.bulk import Fate, Fault, RowResult, faults_of
from kam.core.cells import text_of
from kam.core.errors import Invalid, KamError
from kam.core.text import mark, name_key
from kam.people.policies import require
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.bulk import BulkRow
    from kam.people.models import User

Key = tuple[int, str]


def bulk_stakeholders(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Create and update people, matched by account and name.

    The columns are those of `cells.PERSON_COLUMNS`; `account` is a name or credit
    code. The results stand in the order of the rows. Cost: a fixed number of
    statements a batch.
    """
    require(actor is None or may(actor, "stakeholder", "create"))
    work = _Import(actor, dry_run=dry_run)
    results: dict[int, RowResult] = {}
    for wave in work.waves(rows):
        for result in batches.by_batches(wave, work.store):
            results[result.number] = result
    return [results[row.number] for row in rows]


class _Import:
    """One file on its way into the database."""

    def __init__(self, actor: User | None, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.accounts = KnownAccounts(actor)
        self.pretended: dict[Key, Stakeholder] = {}

    def waves(self, rows: Sequence[BulkRow]) -> list[list[Line]]:
        """Let a second row about the same person follow the first."""
        waves: list[list[Line]] = []
        count: Counter[Key] = Counter()
        for row in rows:
            line = self._line(row)
            place = count[line.account_id, line.key]
            count[line.account_id, line.key] += 1
            if place == len(waves):
                waves.append([])
            waves[place].append(line)
        return waves

    def _line(self, row: BulkRow) -> Line:
        key = name_key(text_of(row.values.get("name")))[:120]
        try:
            target = self.accounts.find(row.values.get("account"), "account")
        except Invalid as error:
            return Line(row, 0, key, faults_of(error))
        return Line(row, target if isinstance(target, int) else 0, key)

    def store(self, lines: Sequence[Line]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        accounts = Account.objects.in_bulk({line.account_id for line in lines})
        known = self._known(lines)
        steps = [self._step(line, accounts, known) for line in lines]
        fine = [step for step in steps if isinstance(step, Step)]
        doubts = self._doubts([step for step in fine if step.is_new])
        self._write(fine)
        return [
            *(step for step in steps if isinstance(step, RowResult)),
            *(_result(step, doubts.get(step.line.number, ())) for step in fine),
        ]

    def _known(self, lines: Sequence[Line]) -> dict[Key, list[Stakeholder]]:
        """Read the people that the rows are about, one `Person` object for each."""
        rows = (
            Stakeholder.objects.filter(
                account_id__in={line.account_id for line in lines},
                person__name_key__in={line.key for line in lines if line.key},
            )
            .select_related("account", "person")
            .select_for_update(of=("self", "person"))
        )
        people: dict[int, Person] = {}
        known: dict[Key, list[Stakeholder]] = {}
        for row in rows:
            row.person = people.setdefault(row.person_id, row.person)
            known.setdefault((row.account_id, row.person.name_key), []).append(row)
        for key, row in self.pretended.items():
            known.setdefault(key, []).append(row)
        return known

    def _step(
        self,
        line: Line,
        accounts: dict[int, Account],
        known: dict[Key, list[Stakeholder]],
    ) -> Step | RowResult:
        reading = read_person(line.row.values)
        faults = line.faults + reading.faults
        if faults:
            return RowResult(line.number, Fate.FAILED, faults=faults)
        try:
            row = _only(known.get((line.account_id, line.key), []))
            if row is not None:
                return change_step(self.actor, line, row, reading.values)
            account = accounts[line.account_id]
            return new_step(self.actor, line, account, reading.values)
        except KamError as error:
            return RowResult(line.number, Fate.FAILED, faults=faults_of(error))

    def _doubts(self, steps: Sequence[Step]) -> dict[int, tuple[Fault, ...]]:
        """Say whose names are known from other accounts in sight."""
        keys = {step.line.key for step in steps if step.line.key}
        if not keys:
            return {}
        return {**self._namesakes(steps, keys), **_erased(steps, keys)}

    def _namesakes(
        self, steps: Sequence[Step], keys: set[str]
    ) -> dict[int, tuple[Fault, ...]]:
        people = Person.objects
        seen = people if self.actor is None else people.visible_to(self.actor)
        rows = seen.filter(name_key__in=keys, affiliations__isnull=False)
        names = dict(rows.values_list("name_key", "name"))
        return {
            step.line.number: (
                Fault(
                    "name",
                    "same-name",
                    mark("其他客户里有同名的“%(other)s”，可能是同一个人"),
                    {"other": names[step.line.key]},
                ),
            )
            for step in steps
            if step.line.key in names
        }

    def _write(self, steps: Sequence[Step]) -> None:
        new = [step.row for step in steps if step.is_new]
        if self.dry_run:
            self._pretend(steps)
            return
        people = [row.person for row in new]
        batches.create_many(actor=self.actor, rows=people, verb="person.create")
        batches.create_many(actor=self.actor, rows=new, verb="stakeholder.create")
        old = [step for step in steps if not step.is_new]
        for part in _rounds(old):
            pairs = [(step.row.person, step.person) for step in part]
            batches.change_many(actor=self.actor, pairs=pairs, verb="person.edit")
        known = [(step.row, step.known) for step in old]
        batches.change_many(actor=self.actor, pairs=known, verb="stakeholder.edit")
        batches.change_many(
            actor=self.actor,
            pairs=[(step.row, {"writeup_done_at": None}) for step in old if step.lacks],
            verb="stakeholder.reopen_writeup",
        )

    def _pretend(self, steps: Sequence[Step]) -> None:
        """Let later rows find whom this batch would have stored."""
        for step in steps:
            if step.row.pk is not None:
                continue
            for name, value in step.known.items():
                setattr(step.row, name, value)
            for name, value in step.person.items():
                setattr(step.row.person, name, value)
            step.row.person.clean()
            self.pretended[step.line.account_id, step.line.key] = step.row


def _only(rows: list[Stakeholder]) -> Stakeholder | None:
    if len(rows) > 1:
        raise Invalid(
            fields={"name": [mark("这个客户里有 %(n)s 位同名的人，请在页面上修改")]},
            n=len(rows),
        )
    return rows[0] if rows else None


def _rounds(steps: Sequence[Step]) -> list[list[Step]]:
    """Part steps so that each part changes a person at most once."""
    parts: list[list[Step]] = []
    count: Counter[int] = Counter()
    for step in steps:
        place = count[step.row.person_id]
        count[step.row.person_id] += 1
        if place == len(parts):
            parts.append([])
        parts[place].append(step)
    return parts


def _erased(steps: Sequence[Step], keys: set[str]) -> dict[int, tuple[Fault, ...]]:
    """Say whose names were erased from the account they are to come into."""
    digests = {erased_key(key, settings.SECRET_KEY): key for key in keys}
    rows = Stakeholder.objects.filter(person__name_key__in=digests)
    found = {
        (account, digests[key])
        for account, key in rows.values_list("account_id", "person__name_key")
    }
    said = mark("这个客户里有人按要求清除过，姓名相同：请确认可以再记")
    return {
        step.line.number: (Fault("name", "erased", said),)
        for step in steps
        if (step.row.account_id, step.line.key) in found
    }


def _result(step: Step, doubtful: tuple[Fault, ...]) -> RowResult:
    if step.is_new:
        fate = Fate.CREATED
    else:
        fate = Fate.UPDATED if step.differs else Fate.SKIPPED
    return RowResult(step.line.number, fate, object_id=step.row.pk, doubtful=doubtful)
