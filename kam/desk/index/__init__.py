"""The search index: which rows it holds, and who keeps it true.

Triggers keep it in the transaction of every change, whatever door the change came
through. They are put back when migrations end; `missing_triggers` compares what
should exist with what does, and `staleness` the index with the tables.
"""

from kam.desk.index.keeping import (
    after_migrations,
    before_migrations,
    condense,
    create,
    drop,
    drop_triggers,
    missing_triggers,
    put_triggers,
    rebuild,
    staleness,
)
from kam.desk.index.rows import KINDS

__all__ = [
    "KINDS",
    "after_migrations",
    "before_migrations",
    "condense",
    "create",
    "drop",
    "drop_triggers",
    "missing_triggers",
    "put_triggers",
    "rebuild",
    "staleness",
]
