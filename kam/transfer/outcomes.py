"""Opportunities of any file as plain columns: when begun, when ended, how.

Days are read as everywhere in an import; nothing is stored.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.tables import open_table, place_of
from kam.core.tables.shapes import Broken, is_blank
from kam.core.text import mark, visible
from kam.pipeline.engine import LOST as LOST_CODE
from kam.pipeline.engine import OPEN, UNKNOWN, WON, Columns
from kam.transfer.rules.cells import day
from kam.transfer.rules.shapes import BadCell, Manner

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from kam.core.tables import Cell, Table

LONGEST_WORD = 80
BLANK = "—"


@dataclass(frozen=True, kw_only=True)
class Question:
    """Which columns to read, and which words mean what.

    Without `open_words` every other word, and an empty cell, is an open opportunity;
    with them only these are, and any further word is a fault.
    """

    start: str
    end: str
    outcome: str
    won_words: Sequence[str]
    lost_words: Sequence[str]
    open_words: Sequence[str] = ()
    group: str = ""
    sheet: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The headers it names."""
        named = (self.start, self.end, self.outcome, self.group)
        return tuple(name for name in named if name)


@dataclass
class _Days:
    """Reads the days of one column, each spelling once."""

    manner: Manner
    known: dict[object, date | None] = field(default_factory=dict)

    def read(self, cell: Cell) -> date | None:
        """Return the day, or None for what is none."""
        if isinstance(cell, Broken):
            return None
        if cell not in self.known:
            self.known[cell] = self._day(cell)
        return self.known[cell]

    def _day(self, cell: Cell) -> date | None:
        try:
            found = day(cell, self.manner).value
        except BadCell:
            return None
        return found  # type: ignore[return-value]


def read_outcomes(path: Path, question: Question) -> Columns:
    """Read the columns of a file, or refuse it in clear words."""
    meanings = _meanings(question)
    table = open_table(path, question.columns, sheet=question.sheet)
    rows = list(table.rows)
    if not rows:
        raise Invalid(
            mark("表格只有表头，没有内容"),
            todo=mark("请在表头下面填上内容"),
        )
    starts, ends = (
        [row.cells[at] for row in rows]
        for at in _two(table, question.start, question.end)
    )
    words = [_word(row.cells[place_of(table, question.outcome)]) for row in rows]
    _refuse_strangers(words, meanings)
    days = _Days(Manner(table.epoch, guarded=table.format == "csv"))
    other = UNKNOWN if question.open_words else OPEN
    return Columns(
        rows=[row.number for row in rows],
        starts=[days.read(cell) for cell in starts],
        ends=[days.read(cell) for cell in ends],
        words=words,
        outcomes=[meanings.get(_key(word), other) for word in words],
        unreadable_starts=_unreadable(starts, days),
        unreadable_ends=_unreadable(ends, days),
        groups=_groups(table, question, rows),
        notes=table.notes,
    )


def _two(table: Table, start: str, end: str) -> tuple[int, int]:
    first, last = place_of(table, start), place_of(table, end)
    if first == last:
        raise Invalid(
            mark("开始和结束是同一列“%(name)s”"),
            todo=mark("请用 --start 和 --end 各指一列"),
            name=start[:LONGEST_WORD],
        )
    return first, last


def _meanings(question: Question) -> dict[str, int]:
    """Map each word to its outcome; a word means one of them only."""
    given = (
        *((_key(word), WON) for word in question.won_words),
        *((_key(word), LOST_CODE) for word in question.lost_words),
        *((_key(word), OPEN) for word in question.open_words),
    )
    meanings: dict[str, int] = {"": OPEN}
    for word, outcome in given:
        if meanings.setdefault(word, outcome) != outcome:
            raise Invalid(
                mark("“%(word)s”不能同时表示两种结果"),
                why=mark("空白总是表示还没有结果"),
                todo=mark("请检查 --won、--lost 和 --open"),
                word=word[:LONGEST_WORD],
            )
    return meanings


def _refuse_strangers(words: Iterable[str], meanings: Mapping[str, int]) -> None:
    """Refuse a column of outcomes in which nothing ever ends."""
    found = Counter(words)
    if not any(meanings.get(_key(word), OPEN) != OPEN for word in found):
        seen = [f"{word or BLANK} ({n})" for word, n in found.most_common(8)]
        raise Invalid(
            mark("结果一列里没有一个表示赢单或输单的词"),
            why=mark("这一列里有：%(words)s"),
            todo=mark("请用 --won 和 --lost 写上表里用的词"),
            words=", ".join(seen),
        )


def _word(cell: Cell) -> str:
    text = cell.text if isinstance(cell, Broken) else cell
    return "" if is_blank(cell) else visible(" ".join(str(text).split()))[:LONGEST_WORD]


def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(word.split())).casefold()


def _unreadable(cells: Sequence[Cell], days: _Days) -> dict[int, str]:
    """Return what stands where no day can be read; a blank cell is missing instead."""
    return {
        at: _word(cell)
        for at, cell in enumerate(cells)
        if not is_blank(cell) and days.read(cell) is None
    }


def _groups(table: Table, question: Question, rows: Sequence[object]) -> list[str]:
    if not question.group:
        return []
    place = place_of(table, question.group)
    return [_word(row.cells[place]) for row in rows]  # type: ignore[attr-defined]
