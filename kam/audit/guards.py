"""Triggers that refuse to change or remove an entry, on both databases.

A migration that rebuilds a table drops its triggers, so they are put back when
migrations end; `missing_guards` compares what should exist with what does.
"""

from __future__ import annotations

from django.db import connection

TABLE = "audit_entry"
REFUSAL = "audit entries are never changed or removed"
GUARDS = {"audit_entry_no_update": "UPDATE", "audit_entry_no_delete": "DELETE"}
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$ LANGUAGE plpgsql
"""
_POSTGRESQL = (
    f"CREATE OR REPLACE TRIGGER {{name}} BEFORE {{verb}} ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()"
)
_SQLITE = (
    f"CREATE TRIGGER IF NOT EXISTS {{name}} BEFORE {{verb}} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
)
_EXISTING = {
    "postgresql": "SELECT tgname FROM pg_trigger",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


def put_guards() -> None:
    """Create every guard that is not there."""
    if TABLE not in connection.introspection.table_names():
        return
    postgresql = connection.vendor == "postgresql"
    template = _POSTGRESQL if postgresql else _SQLITE
    with connection.cursor() as cursor:
        if postgresql:
            cursor.execute(_FUNCTION)
        for name, verb in GUARDS.items():
            cursor.execute(template.format(name=name, verb=verb))


def missing_guards() -> list[str]:
    """Return the guards that should exist and do not."""
    with connection.cursor() as cursor:
        cursor.execute(_EXISTING[connection.vendor])
        existing = {name for (name,) in cursor.fetchall()}
    return sorted(set(GUARDS) - existing)


def drop_guards() -> None:
    """Remove every guard; only the emptying of a test database needs this."""
    place = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in GUARDS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")
