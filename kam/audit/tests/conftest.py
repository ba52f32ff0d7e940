"""A few chains to read and to tamper with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction

from kam.audit.guards import drop_guards
from kam.audit.services import Deed, record_many

LONG = 1234567890123456789


def deeds(team_id, count=5):
    """Return deeds of one team's chain with every kind of value."""
    return [
        Deed(
            verb="account.edit",
            noun="account",
            object_id=n + 1,
            account_id=7,
            team_id=team_id,
            changes={
                "name": ("东湖医院", f"东湖医院 {n}"),
                "potential_minor": (None, LONG),
                "share": (0.1, 1e22),
                "nothing": (-0.0, Decimal("1.50")),
                "day": (date(2026, 3, 18), datetime(2026, 3, 18, 6, 30, tzinfo=UTC)),
                "scopes": (["read"], ("read", {"deep": 1.0})),
            },
        )
        for n in range(count)
    ]


@pytest.fixture
def chains(db):
    """Three sound chains of five entries each."""
    with transaction.atomic():
        for team_id in (None, 1, 2):
            record_many(actor=None, deeds=deeds(team_id))


@pytest.fixture
def unguarded(chains):
    """The chains, and a function that runs SQL as somebody inside the database."""
    drop_guards()

    def run(statement, *values):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            assert cursor.rowcount != 0, "nothing was tampered with"

    return run
