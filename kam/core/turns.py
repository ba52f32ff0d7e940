"""One at a time, where locking the rows in hand is not enough."""

from __future__ import annotations

from django.db import connection


def take_turn(name: str) -> None:
    """Wait until no other transaction is in the middle of such a change.

    Call it before any row is locked; it lasts until the transaction ends. SQLite lets
    one writer in at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])
