"""Django's SQLite backend on a sound library, behind the write gate."""

from __future__ import annotations

import sys

try:
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
except ImportError:  # pragma: no cover - platforms without a wheel
    pysqlite3 = None

from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.features import DatabaseFeatures

from kam.core.sqlite.gate import WriteGate, gate_path
from kam.core.words import indexed

SOUND_SINCE = (3, 51, 3)
SOUND_BACKPORTS = {(3, 50): 7, (3, 44): 6}
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "VACUUM")


def library_version() -> tuple[int, int, int]:
    """Return the version of the SQLite library that really runs."""
    return base.Database.sqlite_version_info  # type: ignore[attr-defined]


def is_sound(version: tuple[int, int, int]) -> bool:
    """Say whether the library is free of the bug that loses committed pages."""
    backport = SOUND_BACKPORTS.get(version[:2])
    return version >= SOUND_SINCE or (backport is not None and version[2] >= backport)


class GatedCursor(base.SQLiteCursorWrapper):
    """A cursor whose writes outside a transaction pass the gate as well."""

    gate: WriteGate

    def _passes(self, query: str) -> bool:
        alone = self.connection.isolation_level is None
        begins = query.lstrip()[:7].upper().startswith(_WRITES)
        return alone and begins and not self.connection.in_transaction

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if self.gate.held or not self._passes(query):
            return super().execute(query, params)
        self.gate.acquire()
        try:
            return super().execute(query, params)
        finally:
            self.gate.release()

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement for many rows."""
        if self.gate.held or not self._passes(query):
            return super().executemany(query, param_list)
        self.gate.acquire()
        try:
            return super().executemany(query, param_list)
        finally:
            self.gate.release()


class Features(DatabaseFeatures):
    """What this library can do; 32,766 is its limit since 3.32."""

    max_query_params = 32_766


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that queues its writers fairly."""

    features_class = Features

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._gate: WriteGate | None = None

    @property
    def gate(self) -> WriteGate:
        """The gate of this connection, made when it is first needed."""
        if self._gate is None:
            wanted = self.settings_dict["OPTIONS"].get("write_gate", True)
            path = gate_path(self.settings_dict["NAME"]) if wanted else None
            self._gate = WriteGate(path)
        return self._gate

    def get_connection_params(self) -> dict[str, Any]:
        """Keep our own option from the library."""
        params = super().get_connection_params()
        params.pop("write_gate", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open a connection that can prepare text for its search index."""
        connection = super().get_new_connection(conn_params)
        connection.create_function("kam_words", 1, indexed, deterministic=True)
        return connection

    def create_cursor(self, name: str | None = None) -> GatedCursor:  # noqa: ARG002
        """Return a cursor that knows the gate."""
        cursor = self.connection.cursor(factory=GatedCursor)
        cursor.gate = self.gate
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        self.gate.acquire()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.gate.release()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self.gate.release()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.gate.release()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self._gate is not None:
                self._gate.close()
