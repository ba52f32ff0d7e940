"""Whether a database gave way because several wanted the same at once.

PostgreSQL ends one of those who wait for each other, or who waited too long; SQLite
says that it is locked. Nothing of theirs was written: it is refused as busy, like what
waited too long at the gate of SQLite, and may be sent again as it is.
"""

from __future__ import annotations

from django.db import OperationalError

from kam.core.errors import Busy
from kam.core.marking import mark

# Serialization failure, deadlock, lock timeout, too many connections.
GAVE_WAY = frozenset({"40001", "40P01", "55P03", "53300"})
LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED")


def busy_from(error: BaseException | None) -> Busy | None:
    """Return the refusal where an error of the database means that it is occupied."""
    if isinstance(error, Busy):
        return error
    if not isinstance(error, OperationalError):
        return None
    cause = error.__cause__
    state = getattr(cause, "sqlstate", None) or ""
    name = getattr(cause, "sqlite_errorname", None) or ""
    if state not in GAVE_WAY and not name.startswith(LOCKED):
        return None
    return Busy(
        why=mark("同一时刻有别人在改同样的内容，数据库让对方先走"),
        todo=mark("内容还在，请稍后再保存一次"),
    )
