"""Expressions that SQLite and PostgreSQL both understand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Aggregate,
    BooleanField,
    FloatField,
    Func,
    IntegerField,
    Subquery,
    TextField,
)

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

SEPARATOR = "\x1f"


class Joined(Aggregate):
    """All values of a group in one text, in the order of a second expression.

    Read it with `split`.
    """

    function = "STRING_AGG"
    arg_joiner = "::text, CHR(31) ORDER BY "
    output_field = TextField()

    def __init__(self, value: Any, key: Any, **extra: Any) -> None:
        super().__init__(value, key, **extra)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> Any:
        """Write it for SQLite."""
        joiner = ", CHAR(31) ORDER BY "
        return self.as_sql(
            compiler, connection, function="GROUP_CONCAT", arg_joiner=joiner, **extra
        )


def split(text: str | None) -> list[str]:
    """Return the values that `Joined` put into one text."""
    return text.split(SEPARATOR) if text else []


class Counted(Subquery):
    """How many rows a question has; one that stops after some counts no further."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


class OneOf(Func):
    """Whether a column holds one of a few words of our own.

    They are written into the question: behind a parameter the planner could not see
    that an index kept for these words only will do.
    """

    template = "%(expressions)s %(words)s"
    output_field = BooleanField()

    def __init__(self, column: Any, *words: str, **extra: Any) -> None:
        if not words or not all(re.fullmatch(r"[a-z-]+", word) for word in words):
            message = "only plain words can be written into a question"
            raise ValueError(message)
        quoted = [f"'{word}'" for word in words]
        written = f"= {quoted[0]}" if len(words) == 1 else f"IN ({', '.join(quoted)})"
        super().__init__(column, words=written, **extra)


class Probed(Func):
    """A column that is looked at in each row and never searched for.

    In a question whose order finds its end soon, SQLite would otherwise collect all
    rows that a broad condition allows and sort them. PostgreSQL knows its tables.
    """

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> Any:
        """Write it for SQLite, whose unary plus keeps a column from its indexes."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)


class DaysBetween(Func):
    """The number of days from the first date to the second."""

    template = "(%(expressions)s::date)"
    arg_joiner = "::date - "
    arity = 2
    output_field = FloatField()

    def __init__(self, first: Any, last: Any, **extra: Any) -> None:
        super().__init__(last, first, **extra)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> Any:
        """Write it for SQLite, whose dates are texts."""
        return self.as_sql(
            compiler,
            connection,
            template="(JULIANDAY(%(expressions)s))",
            arg_joiner=") - JULIANDAY(",
            **extra,
        )


class SecondsAfter(Func):
    """The seconds from midnight UTC of a date to a moment."""

    template = "(EXTRACT(EPOCH FROM %(expressions)s::timestamp))"
    arg_joiner = ") - EXTRACT(EPOCH FROM "
    arity = 2
    output_field = FloatField()

    def __init__(self, day: Any, moment: Any, **extra: Any) -> None:
        super().__init__(moment, day, **extra)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> Any:
        """Write it for SQLite, whose moments and dates are texts."""
        return self.as_sql(
            compiler,
            connection,
            template="(UNIXEPOCH(%(expressions)s))",
            arg_joiner=") - UNIXEPOCH(",
            **extra,
        )
