"""The index on SQLite: one FTS5 table a kind, its words ready made by `kam_words`.

The words carry two marks, @a with the account and @t with the team; no word of a text
can begin with @. Without positions and content the index stays small.
"""

from __future__ import annotations

from django.db import connection

from kam.desk.index.rows import (
    BASES,
    CHANGES,
    KEYS,
    KINDS,
    SOURCES,
    TABLES,
    VISIT,
    Change,
    Trigger,
    text_of,
)

CONTENTLESS_SINCE = (3, 43, 0)
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
_TABLE = """CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5(
words, {lean}detail=none, tokenize="ascii tokenchars '@'"{beginnings})"""
_FILLING = """INSERT INTO {table} (rowid, words)
SELECT {key}, kam_words({text}) || ' @a' || a.id || ' @t' || a.team_id
FROM {source} WHERE {where}"""
_REMOVING = (
    "DELETE FROM {table} WHERE rowid IN (SELECT {key} FROM {source} WHERE {where})"
)
MERGING = "INSERT INTO {table} ({table}) VALUES ('optimize')"
_GONE = "DELETE FROM {table} WHERE rowid = OLD.id"
_TRIGGER = "CREATE TRIGGER {name} {event} BEGIN {steps}; END"
_UPDATE = "AFTER UPDATE OF {columns} ON {table} WHEN ({old}) IS NOT ({new})"


def tables() -> list[str]:
    """Return what creates the tables; a short question needs first characters."""
    version = connection.Database.sqlite_version_info  # type: ignore[attr-defined]
    lean = "content='', contentless_delete=1, " if version >= CONTENTLESS_SINCE else ""
    return [
        _TABLE.format(
            table=TABLES[kind],
            lean=lean,
            beginnings="" if kind == VISIT else ", prefix=1",
        )
        for kind in KINDS
    ]


def filling(kind: str, where: str = "1") -> str:
    """Return what puts rows into the index."""
    return _of(_FILLING, kind, where)


def triggers() -> list[Trigger]:
    """Return every trigger that keeps the index true."""
    made = []
    for kind in KINDS:
        base, table = BASES[kind], TABLES[kind]
        fresh = filling(kind, f"{KEYS[kind]} = NEW.id")
        gone = _GONE.format(table=table)
        made += [
            _trigger(f"{table}_insert", base, f"AFTER INSERT ON {base}", fresh),
            _trigger(f"{table}_delete", base, f"AFTER DELETE ON {base}", gone),
        ]
    return made + [
        _trigger(change.trigger, change.table, _event(change), _steps(change))
        for change in CHANGES
    ]


def _of(template: str, kind: str, where: str) -> str:
    return template.format(
        table=TABLES[kind],
        key=KEYS[kind],
        text=text_of(kind),
        source=SOURCES[kind],
        where=where,
    )


def _trigger(name: str, table: str, event: str, steps: str) -> Trigger:
    statement = _TRIGGER.format(name=name, event=event, steps=steps)
    return Trigger(name, table, statement, shown=statement)


def _event(change: Change) -> str:
    return _UPDATE.format(
        columns=", ".join(change.columns),
        table=change.table,
        old=change.row("OLD"),
        new=change.row("NEW"),
    )


def _steps(change: Change) -> str:
    return "; ".join(
        f"{_of(_REMOVING, kind, change.where)}; {filling(kind, change.where)}"
        for kind in change.kinds
    )
