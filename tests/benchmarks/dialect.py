"""What the two databases say differently when rows are made inside them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class SQLite:
    """SQLite in a file, without syncing while it is filled."""

    name = "SQLite"
    uuid = "lower(hex(randomblob(16)))"
    yes, no = "1", "0"

    def numbers(self, first: int, last: int) -> str:
        return (
            f"(WITH RECURSIVE c(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM c "
            f"WHERE n < {last}) SELECT n FROM c) AS c"
        )

    def day(self, today: date, back: str) -> str:
        return f"date('{today}', (-({back})) || ' days')"

    def moment(self, day: str) -> str:
        return f"({day} || ' 09:00:00')"

    def indexes(self, table: str) -> list[tuple[str, str]]:
        """Return the indexes of a table that can be made again."""
        return _rows(
            "SELECT name, sql FROM sqlite_master "
            f"WHERE type = 'index' AND tbl_name = '{table}' AND sql IS NOT NULL"
        )

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """Fill fast: no syncs, no questions about references."""
        _run("PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF")
        try:
            yield
        finally:
            _run("PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL")

    def settle(self) -> None:
        """Leave the file as a server that has run for a while would have it."""
        _run("PRAGMA wal_checkpoint(TRUNCATE)")

    def bytes(self) -> int:
        return int(
            _rows(
                "SELECT page_count * page_size "
                "FROM pragma_page_count(), pragma_page_size()"
            )[0][0]
        )


class PostgreSQL:
    """PostgreSQL, without checking references while it is filled."""

    name = "PostgreSQL"
    uuid = "gen_random_uuid()"
    yes, no = "true", "false"

    def numbers(self, first: int, last: int) -> str:
        return f"generate_series({first}, {last}) AS c(n)"

    def day(self, today: date, back: str) -> str:
        return f"(DATE '{today}' - ({back})::int)"

    def moment(self, day: str) -> str:
        return f"(({day} + TIME '09:00') AT TIME ZONE 'UTC')"

    def indexes(self, table: str) -> list[tuple[str, str]]:
        """Return the indexes of a table that no constraint needs."""
        return _rows(
            "SELECT indexname, indexdef FROM pg_indexes "
            f"WHERE tablename = '{table}' AND NOT EXISTS (SELECT 1 FROM pg_constraint "
            "WHERE conname = indexname)"
        )

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """Fill fast: no triggers for references, time for long statements."""
        _run(
            "SET session_replication_role = replica",
            "SET statement_timeout = 0",
            "SET maintenance_work_mem = '1GB'",
        )
        try:
            yield
        finally:
            _run("SET session_replication_role = origin")

    def settle(self) -> None:
        """Do what autovacuum does sooner or later."""
        _run("VACUUM ANALYZE", "RESET statement_timeout")

    def bytes(self) -> int:
        return int(_rows("SELECT pg_database_size(current_database())")[0][0])


def dialect() -> SQLite | PostgreSQL:
    """Return the one of the database in use."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _rows(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()
