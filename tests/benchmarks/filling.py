"""Filling a database with a company of any size, row by row inside the database.

This is a generator for measurements: it writes to tables itself, with every column,
index and index of search that the product keeps, in minutes instead of days.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models.fields import NOT_PROVIDED

from kam.desk import index
from tests.benchmarks.dialect import dialect
from tests.benchmarks.plan import parts
from tests.benchmarks.texts import names, notes, places

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

    from tests.benchmarks.plan import Part
    from tests.benchmarks.sizes import Sizes

ROWS_AT_ONCE = 250_000
WORDS = {
    "bench_name": ("name", names),
    "bench_place": ("name city", places),
    "bench_note": ("objective ask fact insight", notes),
}
Progress = "Callable[[str], None]"


def fill(sizes: Sizes, progress: Callable[[str], None]) -> None:
    """Fill an empty, migrated database."""
    began = time.monotonic()
    speech = dialect()
    _put_words()
    with speech.unguarded():
        index.drop_triggers()
        models = []
        for part in parts(sizes):
            _put(part, progress)
            models.append(part.model)
        index.put_triggers()
        progress("  search index")
        index.rebuild()
        _drop_words()
        _continue_numbering(models)
    speech.settle()
    progress(f"  filled in {time.monotonic() - began:.0f} s")


def _put_words() -> None:
    with connection.cursor() as cursor:
        for table, (columns, source) in WORDS.items():
            columns_ = columns.split()
            typed = ", ".join(f"{column} text" for column in columns_)
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
            cursor.execute(f"CREATE TABLE {table} (k integer PRIMARY KEY, {typed})")
            marks = ", ".join(["%s"] * (len(columns_) + 1))
            rows = [
                (k, *([row] if isinstance(row, str) else row))
                for k, row in enumerate(source())
            ]
            cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _drop_words() -> None:
    with connection.cursor() as cursor:
        for table in WORDS:
            cursor.execute(f"DROP TABLE {table}")


def _put(part: Part, progress: Callable[[str], None]) -> None:
    """Make the rows of one table, its indexes afterwards."""
    began, table = time.monotonic(), part.model._meta.db_table
    kept = dialect().indexes(table)
    with connection.cursor() as cursor:
        for name, _ in kept:
            cursor.execute(f'DROP INDEX "{name}"')
        for first in range(0, part.count, ROWS_AT_ONCE):
            last = min(first + ROWS_AT_ONCE, part.count) - 1
            with transaction.atomic():
                cursor.execute(_statement(part, first, last))
        for _, definition in kept:
            cursor.execute(definition)
    progress(f"  {table}: {part.count:,} in {time.monotonic() - began:.0f} s")


def _statement(part: Part, first: int, last: int) -> str:
    given = {**_usual(part.model), **part.columns}
    columns = ", ".join(f'"{name}"' for name in given)
    source = f"{dialect().numbers(first, last)} {part.joins}"
    return (
        f'INSERT INTO "{part.model._meta.db_table}" ({columns}) '
        f"SELECT {', '.join(given.values())} FROM {source}"
    )


def _usual(model: type[Model]) -> dict[str, str]:
    """Return what a column holds when the plan says nothing of it."""
    return {field.column: _value(field) for field in model._meta.concrete_fields}


def _value(field: Any) -> str:
    kind = field.get_internal_type()
    if kind == "DateTimeField" and not field.null:
        return f"'{datetime.now(UTC):%Y-%m-%d %H:%M:%S+00:00}'"
    if field.null:
        return "NULL"
    if kind == "BooleanField":
        return dialect().yes if field.default is True else dialect().no
    if kind == "JSONField":
        return "'[]'" if field.default is list else "'{}'"
    if kind == "UUIDField":
        return dialect().uuid
    default = "" if field.default is NOT_PROVIDED else field.default
    return str(default) if isinstance(default, int) else f"'{default}'"


def _continue_numbering(models: list[type[Model]]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
