"""Working a column run out behind the person's back, in a thread of this process.

As imports do (docs/decisions/0013-import-in-a-thread.md); but a run that was cut short
begins again from the start, for half of the samples say nothing.
"""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from django.db import connections, transaction
from django.utils import translation

from kam.performance.services import breathe, is_small, work_out

if TYPE_CHECKING:
    from kam.performance.models import ColumnRun
    from kam.performance.services import AskedColumns

BREATH = 20.0
"""Seconds between two signs of life while nothing else is told."""


def carry_out(asked: AskedColumns) -> ColumnRun:
    """Work a new run out: a small one now, a large one in a thread."""
    run = asked.run
    if not asked.is_new:
        return run
    if is_small(run):
        return work_out(run)
    language = translation.get_language()
    transaction.on_commit(lambda: _started(run, language))
    return run


def _started(run: ColumnRun, language: str | None) -> Thread:
    name = f"column-run-{run.pk}"
    thread = Thread(target=_work, args=(run, language), name=name, daemon=True)
    thread.start()
    return thread


def _work(run: ColumnRun, language: str | None) -> None:
    over = Event()
    pulse = Thread(target=_breathe, args=(run, over), daemon=True)
    pulse.start()
    try:
        with translation.override(language):
            work_out(run)
    finally:
        over.set()
        pulse.join()
        connections.close_all()


def _breathe(run: ColumnRun, over: Event) -> None:
    """Show signs of life during a step that takes long and counts nothing."""
    try:
        while not over.wait(BREATH):
            breathe(run)
    finally:
        connections.close_all()
