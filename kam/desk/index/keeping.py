"""Creating, filling and checking the index on whichever database this is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction

from kam.desk.index import postgresql, sqlite
from kam.desk.index.rows import BASES, KINDS, TABLES

if TYPE_CHECKING:
    from types import ModuleType

COUNT = "SELECT count(*) FROM {}"
WATCHED = {"accounts", "visits"}


def _dialect() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def create() -> None:
    """Create the empty tables."""
    _run(*_dialect().tables())


def drop() -> None:
    """Remove triggers and tables."""
    drop_triggers()
    _run(*(f"DROP TABLE IF EXISTS {table}" for table in TABLES.values()))


def put_triggers() -> None:
    """Put every trigger that is not there, or no longer what it should be."""
    missing = set(missing_triggers())
    _remove(missing)
    _run(*(t.statement for t in _dialect().triggers() if t.name in missing))


def drop_triggers() -> None:
    """Remove every trigger; on SQLite a table cannot be rebuilt under them."""
    _remove({trigger.name for trigger in _dialect().triggers()})


def _remove(names: set[str]) -> None:
    known = set(connection.introspection.table_names())
    for trigger in _dialect().triggers():
        if trigger.name in names and trigger.table in known:
            place = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
            _run(f"DROP TRIGGER IF EXISTS {trigger.name}{place}")


def missing_triggers() -> list[str]:
    """Return the triggers that should be at work and are not."""
    with connection.cursor() as cursor:
        cursor.execute(_dialect().TRIGGERS)
        placed = dict(cursor.fetchall())
    return sorted(
        t.name for t in _dialect().triggers() if placed.get(t.name) != t.shown
    )


def rebuild() -> None:
    """Fill the index anew from the tables, in one transaction a kind."""
    for kind in KINDS:
        with transaction.atomic():
            _run(f"DROP TABLE IF EXISTS {TABLES[kind]}", *_dialect().tables())
            _run(_dialect().filling(kind))


def condense() -> None:
    """Leave nothing of rows that were rewritten or removed, in one transaction a kind.

    FTS5 keeps the words of a removed row until its segments are merged; that is done
    here, without reading a table. PostgreSQL clears dead rows in its next vacuum.
    """
    if connection.vendor != "sqlite":
        return
    for table in TABLES.values():
        with transaction.atomic():
            _run(sqlite.MERGING.format(table=table))


def before_migrations() -> None:
    """Take the triggers away on SQLite: no table can be rebuilt under them."""
    if connection.vendor == "sqlite":
        drop_triggers()


def after_migrations(migrated: set[str]) -> None:
    """Put the triggers back, and fill anew what changed while they were away."""
    if not set(TABLES.values()) <= set(connection.introspection.table_names()):
        return
    put_triggers()
    if connection.vendor == "sqlite" and migrated & WATCHED:
        rebuild()


@dataclass(frozen=True)
class Staleness:
    """How many rows a table has, and how many the index holds of it."""

    kind: str
    rows: int
    indexed: int

    @property
    def is_stale(self) -> bool:
        """Whether the index misses rows or holds rows that are gone."""
        return self.rows != self.indexed


def staleness() -> list[Staleness]:
    """Compare the index with the tables, kind by kind."""
    found = []
    with connection.cursor() as cursor:
        for kind in KINDS:
            counts = []
            for table in (BASES[kind], TABLES[kind]):
                cursor.execute(COUNT.format(table))
                counts.append(cursor.fetchone()[0])
            found.append(Staleness(kind, *counts))
    return found
