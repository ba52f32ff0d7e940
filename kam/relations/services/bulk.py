"""Entering many lines from a file, with the rules of one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.accounts.models import Account
from kam.accounts.services.bulk.known import KnownAccounts
from kam.accounts.services.bulk.named import only, people_named
from kam.audit.batches import by_batches, check_row, create_many
from kam.core.bulk import Fate, Fault, RowResult, faults_of
from kam.core.cells import count_of, day_of, read_cells, text_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid, KamError
from kam.core.text import mark, name_key
from kam.judgements.terms import Confidence
from kam.people.policies import require
from kam.people.scopes import may
from kam.relations.models import Line
from kam.relations.policies import may_draw
from kam.relations.rules.reporting import closes_circle
from kam.relations.rules.scales import REPORTS
from kam.relations.services.common import require_past, today_of
from kam.relations.services.drawing import CIRCLE
from kam.relations.terms import LineKind, Strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.core.bulk import BulkRow
    from kam.core.cells import Reader
    from kam.people.models import User

# `account` is a name or credit code; `source` and `target` are names in it.
TYPED = ("kind", "strength", "evidence", "confidence", "day")
COLUMNS = {name: name for name in ("account", "source", "target", *TYPED)}
READERS: dict[str, Reader] = {
    "kind": lambda v: read_choice(LineKind, v, "kind"),
    "strength": lambda v: count_of(v) if text_of(v) else Strength.MIDDLE.value,
    "confidence": lambda v: (
        read_choice(Confidence, v, "confidence") or Confidence.MIDDLE.value
    ),
    "day": day_of,
}
SAME = (
    "from_stakeholder_id",
    "to_stakeholder_id",
    "kind",
    "strength",
    "day",
    "evidence",
)
Same = tuple[object, ...]
People = "Mapping[tuple[int, str], list[Stakeholder]]"


def bulk_lines(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Enter lines; one that stands already, word for word, is left alone.

    Lines are only ever added, so no row changes another. Cost: a fixed number of
    statements a batch.
    """
    require(actor is None or may(actor, "line", "create"))
    work = _Import(actor, dry_run=dry_run)
    return by_batches(rows, work.store)


@dataclass(frozen=True)
class _Row:
    row: BulkRow
    account_id: int = 0
    faults: tuple[Fault, ...] = ()

    def end(self, name: str) -> tuple[int, str]:
        """The account and the key of the name at one end."""
        return self.account_id, name_key(text_of(self.row.values.get(name)))[:120]


class _Import:
    """One file on its way into the database."""

    def __init__(self, actor: User | None, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.today = today_of(actor)
        self.accounts = KnownAccounts(actor)
        self.pretended: dict[Same, int | None] = {}
        self.above: dict[int, int] = {}

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        lines = [self._found(row) for row in rows]
        touched = {line.account_id for line in lines}
        ordered = Account.objects.filter(pk__in=touched).order_by("pk")
        list(ordered.select_for_update(of=("self",)).values_list("pk"))
        people = people_named([line.end(n) for line in lines for n in ENDS])
        known = self.pretended | _standing(touched)
        above = self.above | _reporting(touched)
        results: list[RowResult] = []
        new: list[tuple[int, Line]] = []
        for line in lines:
            try:
                made = self._line(line, people)
                result = _entered(line.row.number, made, known, above)
            except KamError as error:
                faults = line.faults or faults_of(error)
                result = RowResult(line.row.number, Fate.FAILED, faults=faults)
            else:
                if result.fate is Fate.CREATED:
                    new.append((len(results), made))
            results.append(result)
        return self._kept(results, new, known, above)

    def _found(self, row: BulkRow) -> _Row:
        try:
            found = self.accounts.find(row.values.get("account"), "account")
        except Invalid as error:
            return _Row(row, faults=faults_of(error))
        return _Row(row, found if isinstance(found, int) else 0)

    def _line(self, line: _Row, people: People) -> Line:  # type: ignore[valid-type]
        if line.faults:
            raise Invalid
        source, target = (only(people.get(line.end(n), []), n) for n in ENDS)  # type: ignore[attr-defined]
        require(may_draw(self.actor, source.account))
        reading = read_cells(line.row.values, COLUMNS, READERS)
        if reading.faults:
            raise Invalid(fields={f.column: [f.message] for f in reading.faults})
        told = {n: v for n, v in reading.values.items() if n in TYPED}
        row = Line(
            account=source.account,
            from_stakeholder=source,
            to_stakeholder=target,
            author=self.actor,
            **{
                "evidence": "",
                "kind": "",
                **told,
                "day": told.get("day") or self.today,
            },
        )
        if fault := check_row(row):
            raise fault
        require_past(row.day, self.today)
        return row

    def _kept(
        self,
        results: list[RowResult],
        new: list[tuple[int, Line]],
        known: dict[Same, int | None],
        above: dict[int, int],
    ) -> list[RowResult]:
        if self.dry_run:
            self.pretended, self.above = known, above
            return results
        create_many(actor=self.actor, rows=[row for _, row in new], verb="line.draw")
        for place, row in new:
            number = results[place].number
            results[place] = RowResult(number, Fate.CREATED, object_id=row.pk)
        return results


ENDS = ("source", "target")


def _entered(
    number: int, row: Line, known: dict[Same, int | None], above: dict[int, int]
) -> RowResult:
    """Let a row join what is known, or say why it cannot."""
    same = _same(row)
    if same in known:
        return RowResult(number, Fate.SKIPPED, object_id=known[same])
    source, target = row.from_stakeholder_id, row.to_stakeholder_id
    if source == target:
        raise Invalid(fields={"target": [mark("连线的两端不能是同一个人")]})
    if row.kind == REPORTS:
        if source in above:
            raise Invalid(fields={"target": [mark("他已有一条汇报线，请修改那一条")]})
        if closes_circle(above, source, target):
            raise Invalid(fields={"target": [CIRCLE]})
        above[source] = target
    known[same] = None
    return RowResult(number, Fate.CREATED)


def _standing(account_ids: set[int]) -> dict[Same, int | None]:
    rows = Line.objects.filter(account_id__in=account_ids).standing()
    return {_same(row): row.pk for row in rows}


def _reporting(account_ids: set[int]) -> dict[int, int]:
    rows = Line.objects.filter(account_id__in=account_ids, kind=REPORTS).open()
    return dict(rows.values_list("from_stakeholder_id", "to_stakeholder_id"))


def _same(row: Line) -> Same:
    return tuple(getattr(row, name) for name in SAME)
