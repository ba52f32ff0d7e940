"""The index on PostgreSQL: one table a kind with a GIN index over its words.

`kam_words` is the twin of kam.core.words. The mark @t with the team stands among the
words, so that a search of a large part of the company meets only its own rows; the
account is a column, because a list of accounts is quicker there.
"""

from __future__ import annotations

from kam.core.words import CAPITALS, CJK, LETTERS, LONGEST_WORD, MARKS, SMALL
from kam.core.words import character_class as ranges
from kam.desk.index.rows import (
    BASES,
    CHANGES,
    KEYS,
    KINDS,
    SOURCES,
    TABLES,
    Change,
    Trigger,
    text_of,
)

TRIGGERS = """
SELECT tgname, tgenabled::text || prosrc
FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal
"""
ENABLED = "O"
_FUNCTION = """
CREATE OR REPLACE FUNCTION kam_words(body text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
WITH folded AS (
  SELECT translate(normalize(regexp_replace(normalize(coalesce(body, ''), NFKD),
    '[{marks}]+', '', 'g'), NFKC), '{capitals}', '{small}') AS t),
characters AS (
  SELECT c, n, {is_cjk} AS is_cjk
  FROM folded, unnest(string_to_array(t, NULL)) WITH ORDINALITY AS u(c, n)),
pairs AS (
  SELECT c, is_cjk, lead(c) OVER w AS following, lead(is_cjk) OVER w AS joined
  FROM characters WINDOW w AS (ORDER BY n))
SELECT coalesce(array_agg(DISTINCT word), ARRAY[]::text[]) FROM (
  SELECT CASE WHEN joined THEN c || following ELSE c END AS word
  FROM pairs WHERE is_cjk
  UNION ALL
  SELECT left(m[1], {longest})
  FROM folded, regexp_matches(t, '[{letters}]+', 'g') AS m) AS found
$$
"""
_TABLE = """
CREATE TABLE IF NOT EXISTS {table} (id bigint PRIMARY KEY,
account_id bigint NOT NULL, team_id bigint NOT NULL, words tsvector NOT NULL);
CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin (words);
CREATE INDEX IF NOT EXISTS {table}_account ON {table} (account_id, id);
CREATE INDEX IF NOT EXISTS {table}_team ON {table} (team_id, id)
"""
_FILLING = """INSERT INTO {table} (id, account_id, team_id, words)
SELECT {key}, a.id, a.team_id,
array_to_tsvector(kam_words({text}) || ('@t' || a.team_id))
FROM {source} WHERE {where} ON CONFLICT (id) DO UPDATE SET
account_id = EXCLUDED.account_id, team_id = EXCLUDED.team_id, words = EXCLUDED.words"""
_GONE = "DELETE FROM {table} WHERE id = OLD.id"
_EMPTIED = "TRUNCATE {table}"
_BODY = "BEGIN {steps}; RETURN NULL; END"
_TRIGGER = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $${body}$$ LANGUAGE plpgsql;
CREATE TRIGGER {name} {event} EXECUTE FUNCTION {name}()
"""
_UPDATE = """AFTER UPDATE OF {columns} ON {table} FOR EACH ROW
WHEN (ROW({old}) IS DISTINCT FROM ROW({new}))"""


def tables() -> list[str]:
    """Return what creates the function, the tables and their indexes."""
    function = _FUNCTION.format(
        marks=ranges((MARKS,)),
        capitals=CAPITALS,
        small=SMALL,
        is_cjk=" OR ".join(f"ascii(c) BETWEEN {low} AND {high}" for low, high in CJK),
        longest=LONGEST_WORD,
        letters=ranges(LETTERS),
    )
    return [function, *(_TABLE.format(table=table) for table in TABLES.values())]


def filling(kind: str, where: str = "true") -> str:
    """Return what puts rows into the index, over the old ones where there are any."""
    return _FILLING.format(
        table=TABLES[kind],
        key=KEYS[kind],
        text=text_of(kind),
        source=SOURCES[kind],
        where=where,
    )


def triggers() -> list[Trigger]:
    """Return every trigger that keeps the index true."""
    return [trigger for kind in KINDS for trigger in _of_base(kind)] + [
        _trigger(change.trigger, change.table, _event(change), _steps(change))
        for change in CHANGES
    ]


def _of_base(kind: str) -> list[Trigger]:
    base, table = BASES[kind], TABLES[kind]
    fresh = filling(kind, f"{KEYS[kind]} = NEW.id")
    gone, emptied = _GONE.format(table=table), _EMPTIED.format(table=table)
    after = {
        "insert": (f"AFTER INSERT ON {base} FOR EACH ROW", fresh),
        "delete": (f"AFTER DELETE ON {base} FOR EACH ROW", gone),
        "truncate": (f"AFTER TRUNCATE ON {base} FOR EACH STATEMENT", emptied),
    }
    return [
        _trigger(f"{table}_{verb}", base, event, steps)
        for verb, (event, steps) in after.items()
    ]


def _trigger(name: str, table: str, event: str, steps: str) -> Trigger:
    body = _BODY.format(steps=steps)
    statement = _TRIGGER.format(name=name, event=event, body=body)
    return Trigger(name, table, statement, shown=f"{ENABLED}{body}")


def _event(change: Change) -> str:
    return _UPDATE.format(
        columns=", ".join(change.columns),
        table=change.table,
        old=change.row("OLD"),
        new=change.row("NEW"),
    )


def _steps(change: Change) -> str:
    return "; ".join(filling(kind, change.where) for kind in change.kinds)
