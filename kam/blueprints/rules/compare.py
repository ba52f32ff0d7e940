"""Two versions side by side: which texts, values and lines differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.blueprints.rules.plain import TEXT, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.blueprints.rules.plain import Row, Snapshot, Table

ADDED, GONE, CHANGED = "added", "gone", "changed"
NOTHING = Value(TEXT, None)


@dataclass(frozen=True)
class Difference:
    """One thing that differs: a text, a value, or a cell of a line.

    `of` is the line's own name where it is a cell; `what` is text, fact, row or goal.
    """

    section: str
    what: str
    key: str
    before: Value
    after: Value
    of: Value = NOTHING

    @property
    def kind(self) -> str:
        """Whether it was added, is gone, or changed."""
        if not self.before.is_known:
            return ADDED
        return CHANGED if self.after.is_known else GONE


def compare(before: Snapshot, after: Snapshot) -> list[Difference]:
    """Return every difference, in the order of sections."""
    return [*_texts(before, after), *_facts(before, after), *_tables(before, after),
            *_rows("goals", "goal", _goals(before), _goals(after), ())]  # fmt: skip


def _texts(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    for section in {**before.texts, **after.texts}:
        was, now = before.texts.get(section, ""), after.texts.get(section, "")
        if was != now:
            yield Difference(
                section, "text", "text", Value(TEXT, was), Value(TEXT, now)
            )


def _facts(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    for section in {**before.facts, **after.facts}:
        was, now = before.facts.get(section, {}), after.facts.get(section, {})
        for key in {**was, **now}:
            old, new = was.get(key, NOTHING), now.get(key, NOTHING)
            if old.raw != new.raw and (old.is_known or new.is_known):
                yield Difference(section, "fact", key, old, new)


def _tables(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    for section in {**before.tables, **after.tables}:
        was = {t.key: t for t in before.tables.get(section, ())}
        now = {t.key: t for t in after.tables.get(section, ())}
        for key in {**was, **now}:
            columns = (now.get(key) or was[key]).columns
            old, new = _lines(was.get(key)), _lines(now.get(key))
            yield from _rows(section, "row", old, new, columns)


def _lines(table: Table | None) -> dict[str, Row]:
    return {row.key: row for row in table.rows} if table else {}


def _goals(told: Snapshot) -> dict[str, Row]:
    return {row.key: row for row in told.objectives}


def _rows(
    section: str,
    what: str,
    was: dict[str, Row],
    now: dict[str, Row],
    columns: Sequence[str],
) -> Iterator[Difference]:
    for key in {**was, **now}:
        old, new = was.get(key), now.get(key)
        if old is None or new is None:
            row = old or new
            if row is not None and row.cells:
                one = row.cells[0]
                pair = (NOTHING, one) if old is None else (one, NOTHING)
                yield Difference(section, what, "", *pair, of=one)
            continue
        for place, (a, b) in enumerate(zip(old.cells, new.cells, strict=False)):
            if a.raw != b.raw:
                name = columns[place] if place < len(columns) else str(place)
                yield Difference(section, what, name, a, b, of=new.cells[0])
