"""Which records follow another: counted by taking the first of an account away."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest

from kam.core.clock import pretend
from kam.performance.queries.behaviour import asked_of, tallies
from kam.performance.rules.behaviour import Count, span_of
from kam.performance.tests.year import FIRST, NOW, TODAY, visit_on
from kam.visits.tests.conftest import make_account

pytestmark = pytest.mark.django_db
KEYS = ("continuity", "chain", "review", "prepared")


def written(cast, dice):
    """Write records of three people at six accounts, around the turn of a year."""
    rows, newest = [], {}
    accounts = [make_account(cast.rep, f"{n} 号医院") for n in range(6)]
    for _n in range(40):
        account = dice.choice(accounts)
        day = FIRST + timedelta(days=dice.randrange(-12, 6))
        carried = newest.get(account.pk) if dice.random() < 0.4 else None
        row = visit_on(
            dice.choice([cast.rep, cast.colleague, cast.lead]), account, day, [],
            objective=dice.choice(["", "看"]), carried_from=carried,
            reviewed_at=dice.choice([None, NOW]),
        )  # fmt: skip
        newest[account.pk] = row
        rows.append(row)
    return rows


def expected(rows, owner, inside):
    """Count as the table of the page says it, record by record."""
    found = Counter()
    for row in rows:
        if row.owner_id != owner.pk or not inside(row.day):
            continue
        here = [r for r in rows if r.account_id == row.account_id]
        carried, read = row.carried_from_id is not None, row.reviewed_at is not None
        earlier = any((r.day, r.pk) < (row.day, row.pk) for r in here)
        follows = carried or earlier
        found["n"] += follows
        found["continuity"] += carried
        found["chain"] += carried and read
        found["review"] += read and follows
        found["prepared"] += row.objective != "" and (read or not follows)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_firsts_are_taken_off_exactly(cast, seed):
    with pretend(NOW):
        rows = written(cast, random.Random(seed))  # noqa: S311 - no secret
        zones = {one.pk: "Asia/Shanghai" for one in (cast.rep, cast.colleague)}
        for subject in (None, cast.rep.pk):
            found = tallies(asked_of(zones, span_of("2026"), TODAY, subject), 3)
            for owner, part, year in (
                (cast.rep, "now", 2026),
                (cast.colleague, "now", 2026),
                (cast.rep, "before", 2025 if subject else 0),
            ):
                told = found.of(owner.pk, part)
                wanted = expected(rows, owner, lambda day, y=year: day.year == y)
                for key in KEYS:
                    count = told.get(key, Count())
                    assert count.k == wanted[key], key
                    if key != "prepared":
                        assert count.n == wanted["n"], key
