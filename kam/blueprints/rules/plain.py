"""Live values of an account plan, in no language: stored, compared, told at doors."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Raw = str | int | float | None
TEXT, COUNT, PERCENT, MONEY, DAY, DAYS = (
    "text",
    "count",
    "percent",
    "money",
    "day",
    "days",
)
STAGE, WORD, SCORE, PERSON = "stage", "word", "score", "person"
QUESTIONS = "questions"


@dataclass(frozen=True)
class Value:
    """One value: its kind says how it is told; `unit` is a currency or a vocabulary."""

    kind: str
    raw: Raw
    unit: str = ""

    @property
    def is_known(self) -> bool:
        """Whether anything is known."""
        return self.raw is not None and self.raw != ""

    def as_json(self) -> list[Raw]:
        """Return plain values."""
        return [self.kind, self.raw, self.unit]


@dataclass(frozen=True)
class Fact:
    """A value with the key of its label."""

    key: str
    value: Value


@dataclass(frozen=True)
class Row:
    """A line of a table; `key` finds the same line in another version."""

    key: str
    cells: tuple[Value, ...]


@dataclass(frozen=True)
class Table:
    """A table with the keys of its title and its columns."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Series:
    """One row of bars of a chart; a gap is None."""

    key: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """A chart in plain numbers; money in minor units of `unit`."""

    key: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""


@dataclass(frozen=True)
class Check:
    """One thing a section needs; a must makes it red where it is missing."""

    key: str
    is_met: bool
    is_must: bool = False


@dataclass(frozen=True)
class Live:
    """What the records say in one section today."""

    section: str
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """An account plan as it stood: texts, live values, objectives; plain and frozen."""

    texts: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    tables: Mapping[str, Sequence[Table]] = field(default_factory=dict)
    objectives: Sequence[Row] = ()


def without(live: Live, column: str, table: str) -> Live:
    """Return live values without a table, and without a column in the others."""
    kept = [one for one in live.tables if one.key != table]
    return replace(live, tables=tuple(_cut(one, column) for one in kept))


def _cut(table: Table, column: str) -> Table:
    if column not in table.columns:
        return table
    at = table.columns.index(column)
    rows = tuple(replace(r, cells=r.cells[:at] + r.cells[at + 1 :]) for r in table.rows)
    return Table(table.key, table.columns[:at] + table.columns[at + 1 :], rows)


def frozen(
    texts: Mapping[str, str], live: Sequence[Live], goals: Table
) -> dict[str, Any]:
    """Return a snapshot as plain JSON."""
    return {
        "texts": dict(texts),
        "facts": {
            one.section: {f.key: f.value.as_json() for f in one.facts} for one in live
        },
        "tables": {one.section: [_table(t) for t in one.tables] for one in live},
        "objectives": _table(goals),
    }


def _table(table: Table) -> dict[str, Any]:
    rows = [[row.key, [c.as_json() for c in row.cells]] for row in table.rows]
    return {"key": table.key, "columns": list(table.columns), "rows": rows}


def thawed(told: Mapping[str, Any]) -> Snapshot:
    """Read a snapshot from plain JSON."""
    return Snapshot(
        texts=dict(told.get("texts", {})),
        facts={
            section: {key: Value(*value) for key, value in facts.items()}
            for section, facts in told.get("facts", {}).items()
        },
        tables={
            section: [_read(table) for table in tables]
            for section, tables in told.get("tables", {}).items()
        },
        objectives=_read(told["objectives"]).rows if "objectives" in told else (),
    )


def _read(told: Mapping[str, Any]) -> Table:
    rows = tuple(
        Row(key, tuple(Value(*c) for c in cells)) for key, cells in told["rows"]
    )
    return Table(told["key"], tuple(told["columns"]), rows)
