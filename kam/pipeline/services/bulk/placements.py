"""Places of accounts from a file: each row the next step of its account."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeAlias

from kam.accounts.services.bulk.work import Named
from kam.accounts.terms import SizeClass
from kam.audit.adding import checked, values_of
from kam.audit.batches import by_batches, change_many, create_many
from kam.core.bulk import Fate, RowResult, faults_of
from kam.core.cells import day_of, read_cells, text_of
from kam.core.choices import read_choice
from kam.core.errors import Invalid, KamError
from kam.core.marking import mark
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.models import Placement
from kam.pipeline.policies import may_write
from kam.pipeline.queries.platforms import book_in_force, evidence_in
from kam.pipeline.rules.platforms.grid import LIKELIHOOD, WARMTH, WRONG_LEVEL
from kam.pipeline.services.bulk.named import Words
from kam.pipeline.services.platforms.judging import (
    is_move,
    is_same,
    judged,
    require_end,
    verb_of,
)
from kam.pipeline.services.platforms.placing import NOUN
from kam.pipeline.terms import Platform

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.core.bulk import BulkRow, Fault
    from kam.core.cells import Reader
    from kam.people.models import User
    from kam.pipeline.queries.platforms import Book
    from kam.pipeline.rules.platforms.moves import Evidence
    from kam.pipeline.rules.platforms.screening import Gate

COLUMNS = {
    "account": "account",
    "platform": "platform",
    "size": "size_class",
    "likelihood": "likelihood",
    "warmth": "warmth",
    "note": "note",
    "reason": "lost_reason",
    "revisit_on": "revisit_on",
    "day": "day",
}
_LEVEL_SIGNS = re.compile(r"[\s%\uff05°\u2103cC\u5ea6]+$")
CELLS = {attribute: column for column, attribute in COLUMNS.items()} | {
    "lost_reason_id": "reason",
    "size": "size",
}


def level_cell(name: str) -> Reader:
    """Read 70, 70 %, 70°C or 0.7 as a spreadsheet writes it; 55 is no level."""

    def read(value: object) -> int | None:
        text = _LEVEL_SIGNS.sub("", text_of(value))
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            raise Invalid(fields={name: [WRONG_LEVEL[name]]}) from None
        level = number * 100 if 0 < number < 1 else number
        if not isfinite(level) or round(level, 6) != int(level):
            raise Invalid(fields={name: [WRONG_LEVEL[name]]})
        return int(level)

    return read


READERS: dict[str, Reader] = {
    "platform": lambda v: read_choice(Platform, v, "platform"),
    "size": lambda v: read_choice(SizeClass, v, "size"),
    "likelihood": level_cell(LIKELIHOOD),
    "warmth": level_cell(WARMTH),
    "revisit_on": day_of,
    "day": day_of,
}


def bulk_placements(
    *, actor: User | None, rows: Sequence[BulkRow], dry_run: bool = False
) -> list[RowResult]:
    """Place and move accounts, each row the next step of its account.

    A place where the account stands already is left alone. The same is asked as of one
    by one: the gate, conditions or a reason, a day to look again. A day may be given
    for a history; none goes back behind the step before. Cost: a fixed number of
    statements for each step an account takes in a batch.
    """
    require(actor is None or may(actor, NOUN, "create"))
    return by_batches(rows, _Placements(actor, dry_run=dry_run).store)


@dataclass(frozen=True)
class _Next:
    """A step that is to be stored, and the one it follows."""

    before: Placement | None
    row: Placement


_Told: TypeAlias = "tuple[int, Fate, Placement | None, tuple[Fault, ...]]"


class _Placements:
    """One file on its way into the database."""

    def __init__(self, actor: Any, *, dry_run: bool) -> None:
        self.actor, self.dry_run = actor, dry_run
        self.today = today_of(actor)
        self.named = Named(actor)
        self.words = Words()
        self.book: Book = book_in_force()
        self.pretended: dict[int, Placement] = {}
        self.here: dict[int, Placement] = {}
        self.known: dict[int, tuple[Gate, Evidence]] = {}

    def store(self, rows: Sequence[BulkRow]) -> list[RowResult]:
        """Store one batch; called inside a transaction."""
        self._read(rows)
        results: list[_Told] = []
        steps: dict[int, list[_Next]] = defaultdict(list)
        for row in rows:
            try:
                found = self._next(row)
            except KamError as error:
                faults = faults_of(error, CELLS)
                results.append((row.number, Fate.FAILED, None, faults))
                continue
            account = found.row.account_id
            if found.before is not None and found.row is found.before:
                results.append((row.number, Fate.SKIPPED, found.row, ()))
                continue
            self.here[account] = found.row
            steps[account].append(found)
            results.append((row.number, Fate.CREATED, found.row, ()))
        self._write(list(steps.values()))
        return [
            RowResult(n, fate, one.pk if one is not None else None, faults)
            for n, fate, one, faults in results
        ]

    def _read(self, rows: Sequence[BulkRow]) -> None:
        self.named.read(rows)
        ids = list(self.named.accounts)
        stored = Placement.objects.current().filter(account__in=ids)
        locked = stored.select_related("account__team").select_for_update(of=("self",))
        self.here = {row.account_id: row for row in locked} | self.pretended
        self.known = evidence_in(ids, {}, self.today, self.book)

    def _next(self, row: BulkRow) -> _Next:
        account = self.named.account(row)
        require(may_write(self.actor, account, NOUN, "create"))
        before = self.here.get(account.pk)
        wanted = self._wanted(row, account, before)
        gate, seen = self.known[account.pk]
        require_end(wanted, gate.verdict, wanted.day)
        if before is not None and is_same(before, wanted):
            return _Next(before, before)
        if before is not None and wanted.day < before.day:
            said = mark("这一天早于客户现在位置的日子，请按先后排列")
            raise Invalid(fields={"day": [said]})
        checked(wanted)
        if is_move(before, wanted):
            likelihood = before.likelihood if before is not None else None
            seen = replace(seen, likelihood=likelihood)
            wanted.unmet = judged(wanted, seen, self.book)
        return _Next(before, wanted)

    def _wanted(
        self, row: BulkRow, account: Account, before: Placement | None
    ) -> Placement:
        given: dict[str, Any] = values_of(read_cells(row.values, COLUMNS, READERS))
        day: date = given.get("day") or self.today
        require_past(day, self.today)
        known = before.size_class if before is not None else ""
        platform = str(given.get("platform") or "")
        if not platform:
            raise Invalid(fields={"platform": [mark("请写平台")]})
        return Placement(
            account=account,
            platform=platform,
            size_class=given.get("size_class") or known or account.size_class,
            likelihood=given.get("likelihood"),
            warmth=given.get("warmth"),
            note=text_of(given.get("note")),
            lost_reason_id=self.words.reason(given.get("lost_reason")),
            revisit_on=given.get("revisit_on"),
            day=day,
            author=self.actor,
            is_current=True,
        )

    def _write(self, steps: list[list[_Next]]) -> None:
        """Store the first step of every account, then the second, and so on."""
        if self.dry_run:
            self.pretended = dict(self.here)
            return
        while steps:
            self._pass([taken[0].before for taken in steps])
            by_verb: dict[str, list[Placement]] = defaultdict(list)
            for taken in steps:
                one = taken[0]
                one.row.follows = one.before
                by_verb[verb_of(one.before, one.row)].append(one.row)
            for verb, made in by_verb.items():
                create_many(actor=self.actor, rows=made, verb=verb)
            steps = [taken[1:] for taken in steps if len(taken) > 1]

    def _pass(self, before: Sequence[Placement | None]) -> None:
        pairs = [(row, {"is_current": False}) for row in before if row is not None]
        change_many(actor=self.actor, pairs=pairs, verb="placement.pass")
