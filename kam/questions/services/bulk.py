"""Entering many questions from a file, with the rules of one by one."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.accounts.models import Account, Stakeholder
from kam.accounts.services import refuse_erased
from kam.accounts.services.bulk.known import KnownAccounts
from kam.audit.batches import by_batches, change_many, check_row, create_many
from kam.core import clock
from kam.core.bulk import Fate, Fault, RowResult, faults_of
from kam.core.cells import day_of, read_cells, text_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid, KamError
from kam.core.text import mark, name_key
from kam.judgements.services.judging import today_of
from kam.judgements.terms import Source
from kam.people.policies import require
from kam.people.queries import setting
from kam.people.scopes import may
from kam.questions.models import Question
from kam.questions.policies import may_question
from kam.questions.rules.worth import EXPIRES_AFTER
from kam.questions.terms import Impact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.bulk import BulkRow
    from kam.core.cells import Reader
    from kam.people.models import User

COLUMNS = {
    name: name
    for name in (
        "account",
        "text",
        "why",
        "impact",
        "person",
        "answer",
        "source",
        "answered_on",
        "expires_on",
    )
}
READERS: dict[str, Reader] = {
    "impact": lambda v: read_choice(Impact, v, "impact") or Impact.MIDDLE,
    "source": lambda v: read_choice(Source, v, "source"),
    "answered_on": day_of,
    "expires_on": day_of,
}
WRITTEN = (
    "text",
    "why",
    "impact",
    "stakeholder_id",
    "answer",
    "source",
    "answered_on",
    "expires_on",
)
Match = tuple[int, str]
Pairs = dict[int, tuple[Question, Mapping[str, object]]]


def bulk_questions(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Create or update questions; the match key is account and text.

    Columns a row does not have stay as they are. Cost: a fixed number of statements
    a batch.
    """
    require(actor is None or may(actor, "question", "create"))
    work = _Import(actor, dry_run=dry_run)
    return by_batches(rows, work.store)


@dataclass
class _Line:
    row: BulkRow
    account_id: int = 0
    faults: tuple[Fault, ...] = ()
    told: Mapping[str, object] = field(default_factory=dict)

    @property
    def person(self) -> str:
        return name_key(text_of(self.row.values.get("person")))[:120]

    @property
    def match(self) -> Match:
        return (self.account_id, name_key(text_of(self.row.values.get("text"))))


class _Import:
    """One file on its way into the database."""

    def __init__(self, actor: User | None, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.today = today_of(actor)
        self.usual = timedelta(days=int(setting(EXPIRES_AFTER.key)))
        self.accounts = KnownAccounts(actor)
        self.pretended: dict[Match, Question] = {}

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        lines = [self._line(row) for row in rows]
        wanted = {line.account_id for line in lines}
        accounts = Account.objects.select_related("team").in_bulk(wanted)
        people, known = self._people(lines), self._known(wanted)
        results: dict[int, RowResult] = {}
        new: list[tuple[int, Question]] = []
        pairs: Pairs = {}
        for line in lines:
            number = line.row.number
            try:
                told = self._told(line, accounts, people)
                row = known.get(line.match)
                if row is None:
                    row = Question(author=self.actor, **told)
                    self._check(row)
                    known[line.match] = row
                    new.append((number, row))
                    continue
                results[number] = self._update(number, row, told, pairs)
            except KamError as error:
                results[number] = RowResult(
                    number, Fate.FAILED, faults=line.faults or faults_of(error)
                )
        self._write(new, list(pairs.values()))
        if self.dry_run:
            self.pretended |= known
        for number, row in new:
            results[number] = RowResult(number, Fate.CREATED, object_id=row.pk)
        return [results[row.number] for row in rows]

    def _line(self, row: BulkRow) -> _Line:
        try:
            found = self.accounts.find(row.values.get("account"), "account")
        except Invalid as error:
            return _Line(row, faults=faults_of(error))
        return _Line(row, found if isinstance(found, int) else 0)

    def _people(
        self, lines: Sequence[_Line]
    ) -> Mapping[tuple[int, str], list[Stakeholder]]:
        rows = Stakeholder.objects.filter(
            account_id__in={line.account_id for line in lines},
            person__name_key__in={line.person for line in lines if line.person},
        ).select_related("person")
        found: dict[tuple[int, str], list[Stakeholder]] = {}
        for row in rows:
            found.setdefault((row.account_id, row.person.name_key), []).append(row)
        return found

    def _known(self, accounts: set[int]) -> dict[Match, Question]:
        rows = Question.objects.filter(account_id__in=accounts)
        if not self.dry_run:
            rows = rows.select_for_update(of=("self",))
        stored = {
            (row.account_id, name_key(row.text)): row
            for row in rows.select_related("account__team").order_by("pk")
        }
        return stored | self.pretended

    def _told(
        self,
        line: _Line,
        accounts: Mapping[int, Account],
        people: Mapping[tuple[int, str], list[Stakeholder]],
    ) -> dict[str, object]:
        if line.faults or line.account_id not in accounts:
            raise Invalid
        account = accounts[line.account_id]
        require(may_question(self.actor, account))
        reading = read_cells(line.row.values, COLUMNS, READERS)
        if reading.faults:
            raise Invalid(fields={f.column: [f.message] for f in reading.faults})
        given = dict(reading.values)
        told = {n: given[n] for n in WRITTEN if n in given}
        told["account"] = account
        if "person" in given:
            found = people.get((account.pk, line.person), [])
            told["stakeholder_id"] = _only(found) if line.person else None
        return self._dated(told)

    def _dated(self, told: dict[str, object]) -> dict[str, object]:
        if told.get("answer"):
            day = told.get("answered_on") or self.today
            told["answered_on"] = day
            told["source"] = told.get("source") or Source.TOLD
            if day > self.today:  # type: ignore[operator]
                raise Invalid(fields={"answered_on": [mark("答案不能来自将来的日子")]})
            told["expires_on"] = told.get("expires_on") or min(
                day + self.usual,  # type: ignore[operator]
                clock.LATEST_DAY,
            )
        return told

    def _check(self, row: Question) -> None:
        if fault := check_row(row):
            raise fault

    def _update(
        self, number: int, row: Question, told: Mapping[str, object], pairs: Pairs
    ) -> RowResult:
        wanted = {n: v for n, v in told.items() if n in WRITTEN and n != "text"}
        changed = copy(row)
        pending = pairs[row.pk][1] if row.pk in pairs else {}
        wanted = {**pending, **wanted}
        before = {name: pending.get(name, getattr(row, name)) for name in wanted}
        for name, value in wanted.items():
            setattr(changed, name, value)
        self._check(changed)
        if before == wanted:
            return RowResult(number, Fate.SKIPPED, object_id=row.pk)
        if row.pk is None or self.dry_run:
            row.__dict__.update({name: wanted[name] for name in wanted})
        else:
            pairs[row.pk] = (row, wanted)
        return RowResult(number, Fate.UPDATED, object_id=row.pk)

    def _write(
        self,
        new: Sequence[tuple[int, Question]],
        pairs: Sequence[tuple[Question, Mapping[str, object]]],
    ) -> None:
        if self.dry_run:
            return
        create_many(
            actor=self.actor, rows=[row for _, row in new], verb="question.create"
        )
        change_many(actor=self.actor, pairs=pairs, verb="question.edit")


def _only(rows: list[Stakeholder]) -> int:
    if len(rows) != 1:
        said = (
            mark("这个客户里有 %(n)s 位同名的人，请在页面上修改")
            if rows
            else mark("这个客户里没有叫这个名字的人")
        )
        raise Invalid(fields={"person": [said]}, n=len(rows))
    refuse_erased(rows[0].person)
    return rows[0].pk
