"""Verbs on imports: take a file in, choose its columns, check, run, discard."""

from kam.transfer.services.running import (
    begin_check,
    begin_run,
    carry_on,
    execute,
    is_small,
)
from kam.transfer.services.uploads import choose, discard, upload

__all__ = [
    "begin_check",
    "begin_run",
    "carry_on",
    "choose",
    "discard",
    "execute",
    "is_small",
    "upload",
]
