"""Carrying an import out behind the person's back, in a thread of this process.

A thread needs no broker and no second process. What it has stored is stored, with
its audit, batch by batch; when the process dies, the lease of the run runs out and
the page offers to carry on (docs/decisions/0013-import-in-a-thread.md).
"""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from django.db import connections, transaction
from django.utils import translation

from kam.transfer.services import execute, is_small

if TYPE_CHECKING:
    from kam.transfer.models import Import


def carry_out(record: Import | None) -> None:
    """Carry a begun import out: a small one now, a large one in a thread."""
    if record is None:
        return
    if is_small(record):
        execute(record)
        return
    language = translation.get_language()
    transaction.on_commit(lambda: _started(record, language))


def _started(record: Import, language: str | None) -> Thread:
    name = f"import-{record.pk}-{record.attempt}"
    thread = Thread(target=_work, args=(record, language), name=name, daemon=True)
    thread.start()
    return thread


def _work(record: Import, language: str | None) -> None:
    try:
        with translation.override(language):
            execute(record)
    finally:
        connections.close_all()
