"""Run one SQL statement on the product: ``python -m tests.faults.statement SQL``."""

from __future__ import annotations

import sys

import django


def main(statement: str) -> None:
    """Run it and close."""
    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1])
