"""Acknowledged writes for a counter of syncs: ``python -m tests.faults.commits N``."""

from __future__ import annotations

import sys
import time

import django


def main(wanted: int) -> None:
    """Make that many teams; print the effective sync setting."""
    django.setup()
    from django.db import connection

    from kam.people.services import create_team

    for _ in range(wanted):
        create_team(actor=None, name=f"{time.monotonic_ns()}")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        print(cursor.fetchone()[0])


if __name__ == "__main__":
    main(int(sys.argv[1]))
