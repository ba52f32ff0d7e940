"""Eight processes that add one to the same number, 300 times each.

Run as ``python -m tests.faults.writers MODE``: ``gate`` is the product, ``no-gate``
leaves the write gate out, ``deferred`` also begins transactions as Django does by
itself. Prints what happened as JSON.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

WRITERS, WRITES = 8, 300
KEY = "crowd"
MODES = ("gate", "no-gate", "deferred")


def choose(mode: str) -> None:
    """Change the database's options before anything connects."""
    from django.db import connection

    options = connection.settings_dict["OPTIONS"]
    options["write_gate"] = mode == "gate"
    if mode == "deferred":
        options["transaction_mode"] = "DEFERRED"


def add_one() -> None:
    """Read the number and write the next one, in one transaction."""
    from django.db import transaction

    from kam.people.models import SignInTries

    with transaction.atomic():
        row = SignInTries.objects.get(key=KEY)
        row.failures += 1
        row.save(update_fields=["failures"])


def write(barrier: Barrier, told: multiprocessing.Queue) -> None:
    """Write 300 times; tell how many failed and how long the longest took."""
    from django.db import connection
    from django.db.utils import OperationalError

    from kam.core.errors import Busy

    connection.ensure_connection()
    barrier.wait()
    failures, longest = 0, 0.0
    for _ in range(WRITES):
        began = time.monotonic()
        try:
            add_one()
        except (OperationalError, Busy):
            failures += 1
        longest = max(longest, time.monotonic() - began)
    told.put((failures, longest))


def main(mode: str) -> None:
    """Let the crowd write, and say what came of it."""
    django.setup()
    choose(mode)
    from django.db import connection

    from kam.core.clock import now
    from kam.people.models import SignInTries

    SignInTries.objects.update_or_create(
        key=KEY, defaults={"failures": 0, "since": now()}
    )
    connection.close()
    forked = multiprocessing.get_context("fork")
    barrier, told = forked.Barrier(WRITERS), forked.Queue()
    crowd = [forked.Process(target=write, args=(barrier, told)) for _ in range(WRITERS)]
    for writer in crowd:
        writer.start()
    results = [told.get() for _ in crowd]
    for writer in crowd:
        writer.join()
    summary = {
        "failures": sum(failures for failures, _ in results),
        "longest": max(longest for _, longest in results),
        "stored": SignInTries.objects.get(key=KEY).failures,
    }
    print(json.dumps(summary))


if __name__ == "__main__":
    main(sys.argv[1])
