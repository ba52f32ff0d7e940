"""Asking the index: the newest rows that hold all words, within what one may see.

The answer is a subquery of keys. The caller reads the rows through `visible_to` all
the same: the index makes it quick, never allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models.expressions import RawSQL

from kam.desk.index.rows import TABLES

if TYPE_CHECKING:
    from kam.core.words import Sought

# How many of the newest rows PostgreSQL looks through before it asks the word index.
NEWEST = 2000


@dataclass(frozen=True)
class Reach:
    """Whose rows are looked for: some accounts, some teams, or everybody's."""

    account_ids: tuple[int, ...] = ()
    team_ids: tuple[int, ...] = ()
    everything: bool = False

    def __bool__(self) -> bool:
        """Whether anything at all may be found."""
        return bool(self.everything or self.account_ids or self.team_ids)


def keys(kind: str, asked: Sought, reach: Reach, limit: int) -> RawSQL:
    """Return the subquery of at most `limit` keys, the newest first."""
    ask = _postgresql if connection.vendor == "postgresql" else _sqlite
    sql, values = ask(TABLES[kind], asked, reach, limit)
    # Our own text, and every value is a parameter.
    return RawSQL(sql, values)  # noqa: S611  # nosec B611


_SQLITE = "SELECT rowid FROM {0} WHERE {0} MATCH %s ORDER BY rowid DESC LIMIT %s"


def _sqlite(
    table: str, asked: Sought, reach: Reach, limit: int
) -> tuple[str, list[Any]]:
    parts = [f'"{word}"' for word in asked.whole]
    parts += [f'"{word}" *' for word in asked.beginnings]
    if not reach.everything:
        marks = [f'"@a{pk}"' for pk in reach.account_ids]
        marks += [f'"@t{pk}"' for pk in reach.team_ids]
        parts.append(f"({' OR '.join(marks)})")
    return _SQLITE.format(table), [" AND ".join(parts), limit]


# A common word is among the newest rows; then the word index, which would have to
# sort hundreds of thousands of rows, is not asked. "+ 0" keeps the planner from
# walking through all rows in the order of their keys.
_POSTGRESQL = """
WITH newest AS MATERIALIZED (
  SELECT id FROM ({1}) AS rows WHERE words @@ %s::tsquery ORDER BY id DESC LIMIT %s),
every AS MATERIALIZED (
  SELECT id FROM {0} WHERE (SELECT count(*) FROM newest) < %s
  AND words @@ %s::tsquery {2} ORDER BY id + 0 DESC LIMIT %s)
SELECT id FROM newest UNION SELECT id FROM every
"""
_NEWEST = "SELECT id, words FROM {0} ORDER BY id DESC LIMIT %s"
_NEWEST_OF = """
SELECT d.id, d.words FROM unnest(%s::bigint[]) AS part(pk) CROSS JOIN LATERAL (
  SELECT id, words FROM {0} WHERE {1} = part.pk ORDER BY id DESC LIMIT %s) AS d
"""


def _postgresql(
    table: str, asked: Sought, reach: Reach, limit: int
) -> tuple[str, list[Any]]:
    parts = [f"'{word}'" for word in asked.whole]
    parts += [f"'{word}':*" for word in asked.beginnings]
    words = " & ".join(parts)
    within, scope, scoped = words, "", []
    if reach.account_ids and not reach.everything:
        scope, scoped = "AND account_id = ANY(%s)", [list(reach.account_ids)]
    elif not reach.everything:
        marks = " | ".join(f"'@t{pk}'" for pk in reach.team_ids)
        within = f"{words} & ({marks})"
    newest, values = _newest(table, reach)
    sql = _POSTGRESQL.format(table, newest, scope)
    return sql, [*values, words, limit, limit, within, *scoped, limit]


def _newest(table: str, reach: Reach) -> tuple[str, list[Any]]:
    """Return the newest rows, of each account or team the same number."""
    if reach.everything:
        return _NEWEST.format(table), [NEWEST]
    column = "account_id" if reach.account_ids else "team_id"
    pks = list(reach.account_ids or reach.team_ids)
    each = max(NEWEST // len(pks), 1)
    return _NEWEST_OF.format(table, column), [pks, each]
