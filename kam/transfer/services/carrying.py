"""Carrying the rows of a table into the records of a kind, every row accounted for."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import OperationalError

from kam.core.bulk import BulkRow, Fate, Fault, RowResult
from kam.core.crowding import busy_from
from kam.core.errors import Busy, KamError
from kam.core.text import mark
from kam.transfer.rules.rows import RowRead, read_row, written
from kam.transfer.rules.shapes import Manner
from kam.transfer.rules.tally import (
    CHECKED_CHUNK,
    CHUNK,
    FIRST_OF_FATE,
    Tally,
    told_alteration,
    told_fault,
)
from kam.transfer.services.storing import OPENERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kam.core.tables import Row, Table
    from kam.transfer.kinds import Kind
    from kam.transfer.rules.columns import Column
    from kam.transfer.services.storing import Order, Outcome
    from kam.transfer.shelf import Shelf

SHOWN_CELLS = 5
TRIES, PAUSE = 3, 1.0
LEFT_OUT = Fault("", "left-out", mark("检查时选择了跳过"))
NOT_REACHED = "not-reached"

Progress: TypeAlias = "Callable[[int, Tally], None]"


@dataclass(frozen=True)
class Job:
    """What is to be carried: the table, its columns, who, and where findings go.

    `skip` holds rows a person chose to leave out; `after` is the last row of an
    interrupted run that is already accounted for.
    """

    kind: Kind
    order: Order
    table: Table
    columns: tuple[Column, ...]
    shelf: Shelf
    skip: frozenset[int] = frozenset()
    after: int = 0

    @property
    def manner(self) -> Manner:
        """How the file writes its cells."""
        return Manner(self.table.epoch, guarded=self.table.format == "csv")

    @property
    def chunk(self) -> int:
        """How many rows one call of the bulk verb gets."""
        return CHECKED_CHUNK if self.order.dry_run else CHUNK


def carry(job: Job, tally: Tally, progress: Progress) -> Tally:
    """Carry every row, or say why the very first ones were refused as a whole.

    A refusal later on does not lose what was stored: the rows that were not
    reached are accounted for as failed, so that they can be imported again.
    """
    return _Carrier(job, tally, progress).carry()


@dataclass
class _Findings:
    """The findings of one chunk, written down in one go."""

    errors: list[dict[str, Any]] = field(default_factory=list)
    doubts: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)


class _Carrier:
    """One run through the rows of a job."""

    def __init__(self, job: Job, tally: Tally, progress: Progress) -> None:
        self.job, self.tally, self.progress = job, tally, progress
        self.found = _Findings()
        self.last = False
        self.store = OPENERS[job.kind.name](job.order)

    def carry(self) -> Tally:
        job, tally = self.job, self.tally
        rows = (row for row in job.table.rows if row.number > job.after)
        while chunk := list(islice(rows, job.chunk)):
            try:
                self._carry(chunk)
            except KamError as error:
                if not tally.reached:
                    raise
                self._give_up([*chunk, *rows], error)
                break
            self.progress(chunk[-1].number, tally)
        self._carry_late()
        self.progress(0, tally)
        return tally

    def _carry_late(self) -> None:
        """Try again the rows that named a row which came later."""
        self.last = True
        wanted, self.tally.aside = set(self.tally.aside), []
        if not wanted:
            return
        rows = (row for row in self.job.table.rows if row.number in wanted)
        while chunk := list(islice(rows, self.job.chunk)):
            try:
                self._carry(chunk)
            except KamError as error:
                self._give_up([*chunk, *rows], error)

    def _carry(self, chunk: Sequence[Row]) -> None:
        reads = [read_row(row, self.job.columns, self.job.manner) for row in chunk]
        outcome = self._store([read for read in reads if self._is_sound(read)])
        results = {result.number: result for result in outcome.results}
        self.tally.add_beside(outcome.beside)
        for read, row in zip(reads, chunk, strict=True):
            self._account(read, row, results.get(read.number) or self._unsound(read))
        self._write_down()

    def _is_sound(self, read: RowRead) -> bool:
        return not read.faults and read.number not in self.job.skip

    def _unsound(self, read: RowRead) -> RowResult:
        if read.number in self.job.skip:
            return RowResult(read.number, Fate.SKIPPED, doubtful=(LEFT_OUT,))
        return RowResult(read.number, Fate.FAILED, faults=tuple(read.faults))

    def _store(self, reads: Sequence[RowRead]) -> Outcome:
        rows = [BulkRow(read.number, read.values) for read in reads]
        for attempt in range(1, TRIES + 1):
            try:
                return self.store(rows)
            except (Busy, OperationalError) as error:
                busy = busy_from(error)
                if busy is None:
                    raise
                if attempt == TRIES:
                    raise busy from error
                time.sleep(PAUSE * attempt)
        raise Busy

    def _account(self, read: RowRead, row: Row, result: RowResult) -> None:
        if self._waits(result):
            self.tally.aside.append(result.number)
            return
        self.tally.count(result.fate)
        for fault in result.faults:
            self._note("errors", self._told(result.number, fault))
        for doubt in result.doubtful:
            if doubt is not LEFT_OUT:
                self._note("doubts", self._told(result.number, doubt))
        if result.fate is not Fate.FAILED:
            for alteration in read.altered:
                self._note("changes", told_alteration(alteration))
        self.tally.show(result.fate.value, self._sample(row), FIRST_OF_FATE)

    def _waits(self, result: RowResult) -> bool:
        """Whether a row of a long file failed because of a row that may still come."""
        if self.last or self.job.order.dry_run or result.fate is not Fate.FAILED:
            return False
        columns = {fault.column.removesuffix("_id") for fault in result.faults}
        return self.job.table.count > CHUNK and columns <= self.job.kind.late

    def _note(self, name: str, told: dict[str, Any]) -> None:
        getattr(self.found, name).append(told)
        self.tally.show(name, told)

    def _told(self, number: int, fault: Fault) -> dict[str, Any]:
        mapping = {column.header: column.field.name for column in self.job.columns}
        column = fault.column
        if column not in mapping:
            column = self.job.kind.column_of(column, mapping) if column else ""
        return told_fault(number, fault, column)

    def _sample(self, row: Row) -> dict[str, Any]:
        shown = self.job.columns[:SHOWN_CELLS]
        cells = [written(row.cells[column.place]) for column in shown]
        return {"row": row.number, "cells": cells}

    def _give_up(self, rows: Sequence[Row], error: KamError) -> None:
        fault = Fault("", NOT_REACHED, error.what, error.params)
        for row in rows:
            self.tally.count(Fate.FAILED)
            self._note("errors", told_fault(row.number, fault, ""))
        self._write_down()

    def _write_down(self) -> None:
        for name in ("errors", "doubts", "changes"):
            self.job.shelf.findings(name).add(getattr(self.found, name))
        self.found = _Findings()
