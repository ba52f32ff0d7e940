"""The worked table of docs/explain/resources.md is what the rules say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kam.resources.pages.calendar import brief
from kam.resources.rules.capacity import (
    Room,
    cost_of,
    free_in,
    lacks,
    next_free,
    period_of,
    periods_of,
    used_on,
)
from kam.resources.rules.collisions import Reach, met_by_others
from kam.resources.rules.report import Bought, ranked

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explain" / "resources.md"
MONDAY = date(2026, 11, 30)


def rows():
    lines = PAGE.read_text(encoding="utf-8").split("\n| unit cost |")[1]
    for line in lines.split("\n\n")[0].splitlines()[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def test_the_worked_table_is_what_the_rules_say():
    for cost, capacity, first, last, quantity, taken, free, planned in rows():
        span, most = capacity.split()
        days = date.fromisoformat(first), date.fromisoformat(last)
        assert free_in(int(most), int(taken)) == int(free)
        assert cost_of(int(cost), span, *days, int(quantity)) == int(planned)
        known = dict.fromkeys(periods_of(span, *days), int(taken))
        assert not lacks(Room(span, int(most)), known, known, int(quantity))


@pytest.mark.parametrize(
    ("span", "at"),
    [("day", MONDAY), ("month", date(2026, 11, 1)), ("year", date(2026, 1, 1)),
     ("total", date(2000, 1, 1))],
)  # fmt: skip
def test_a_day_lies_in_a_period(span, at):
    assert period_of(span, MONDAY) == at


def test_the_next_free_day_passes_what_is_taken_and_stays_where_it_is_there():
    room = Room("day", 1, ends_on=date(2026, 12, 5))
    taken = {date(2026, 12, day): 1 for day in (1, 2, 4)}
    assert next_free(room, taken, MONDAY, 1, 1) == date(2026, 12, 3)
    assert next_free(room, taken, MONDAY, 2, 1) is None
    assert next_free(room, taken, MONDAY, 1, 2) is None
    month = Room("month", 5)
    full = {date(2026, 11, 1): 5}
    assert next_free(month, full, MONDAY, 1, 1) == date(2026, 12, 1)


def test_of_a_day_the_taken_and_the_left_are_told():
    seats = Room("total", 10)
    held = [(MONDAY, MONDAY, 4), (date(2026, 12, 8), date(2026, 12, 8), 3)]
    assert used_on(seats, held, MONDAY) == (4, 3)
    assert used_on(Room("day", 3), held, MONDAY) == (4, -1)


def test_other_teams_within_seven_days_meet():
    def reach(key, team, day, person=1):
        at = date(2026, 12, day)
        return Reach(key, person, team, at, at)

    mine = reach(1, 1, 8)
    others = [reach(2, 2, 2), reach(3, 2, 1), reach(4, 1, 8), reach(5, 2, 14, 2)]
    assert [one.key for one in met_by_others(mine, others)] == [2]


def test_few_steps_are_not_compared():
    def bought(name, steps, moved, minor):
        return Bought(1, name, "", "CNY", steps, moved, minor)

    told = [bought("b", 6, 3, 900), bought("a", 5, 5, 500), bought("c", 2, 2, 2)]
    enough, few = ranked([*told, bought("d", 9, 0, 5)], 5)
    assert [one.name for one in enough] == ["a", "b"]
    assert [one.name for one in few] == ["c", "d"]


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "1"), (999, "999"), (1000, "1k"), (1800, "1.8k"), (198200, "198k"),
     (2_000_000, "2M")],
)  # fmt: skip
def test_a_large_number_fits_into_a_day_of_the_month(count, told):
    assert brief(count) == told
