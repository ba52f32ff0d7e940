"""Triggers that refuse to change or remove an entry, on both databases.

A migration that rebuilds a table drops its triggers on SQLite, so they are put back
when migrations end; `missing_guards` compares what should exist with what does.
"""

from __future__ import annotations

from django.db import connection

TABLE = "audit_entry"
REFUSAL = "audit entries are never changed or removed"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$ LANGUAGE plpgsql
"""
_POSTGRESQL = (
    f"CREATE OR REPLACE TRIGGER {{name}} BEFORE {{verb}} ON {TABLE} "
    f"FOR EACH {{each}} EXECUTE FUNCTION {TABLE}_refuse()"
)
_SQLITE = (
    f"CREATE TRIGGER {{name}} BEFORE {{verb}} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
)
_PLACED_POSTGRESQL = """
SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE tgrelid = to_regclass(%s) AND tgenabled IN ('O', 'A')
"""
_PLACED_SQLITE = """
SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s
"""


def guards() -> dict[str, str]:
    """Return the name of every guard, and the verb it refuses."""
    verbs = ["UPDATE", "DELETE"]
    if connection.vendor == "postgresql":
        verbs.append("TRUNCATE")
    return {f"{TABLE}_no_{verb.lower()}": verb for verb in verbs}


def put_guards() -> None:
    """Put every guard that is not there, or no longer what it should be."""
    if TABLE not in connection.introspection.table_names():
        return
    missing = missing_guards()
    with connection.cursor() as cursor:
        if missing and connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for name in missing:
            cursor.execute(_removal(name))
            cursor.execute(_statement(name))


def missing_guards() -> list[str]:
    """Return the guards that should be at work and are not."""
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(_PLACED_POSTGRESQL if postgresql else _PLACED_SQLITE, [TABLE])
        found = cursor.fetchall()
    if postgresql:
        placed = {name for name, source in found if REFUSAL in source}
    else:
        placed = {name for name, sql in found if sql == _statement(name)}
    return sorted(set(guards()) - placed)


def drop_guards() -> None:
    """Remove every guard; only the emptying of a test database needs this."""
    with connection.cursor() as cursor:
        for name in guards():
            cursor.execute(_removal(name))


def _statement(name: str) -> str:
    verb = guards().get(name, "")
    each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
    template = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    return template.format(name=name, verb=verb, each=each)


def _removal(name: str) -> str:
    place = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {name}{place}"
