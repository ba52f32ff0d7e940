"""What a week proposes: nothing lost, nothing doubled, never more than a day holds."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kam.core.clock import EARLIEST_DAY, LATEST_DAY
from kam.visits.rules.week import (
    Slot,
    Wanted,
    Why,
    days_left,
    in_order,
    monday_of,
    propose,
    week_of,
)

MONDAY = date(2026, 3, 16)
DAYS = week_of(MONDAY)
CITIES = st.sampled_from(["", "武汉", "宜昌", "黄石"])
SIZES = st.sampled_from(["large", "middle", "small", ""])
PAGE = Path(__file__).parents[3] / "docs" / "explain" / "week.md"


@st.composite
def due(draw):
    number = draw(st.integers(0, 25))
    return [
        Wanted(
            account_id=pk,
            due_on=MONDAY + timedelta(days=draw(st.integers(-60, 6))),
            elapsed=draw(st.integers(0, 200)),
            interval=draw(st.integers(1, 60)),
            size=draw(SIZES),
            city=draw(CITIES),
        )
        for pk in range(1, number + 1)
    ]


@st.composite
def slots(draw):
    chosen = draw(st.lists(st.sampled_from(DAYS[:5]), unique=True))
    held = st.lists(CITIES, max_size=6).map(tuple)
    return [Slot(day, draw(held)) for day in sorted(chosen)]


@given(due(), slots(), st.integers(1, 6), st.randoms())
def test_nothing_is_lost_or_doubled_and_no_day_overflows(wanted, free, most, dice):
    found = propose(wanted, free, most=most, today=MONDAY)
    ids = [one.account_id for one in found]
    assert len(set(ids)) == len(ids)
    room = sum(max(most - len(slot.cities), 0) for slot in free)
    assert len(ids) == min(len(wanted), room)
    held = {slot.day: len(slot.cities) for slot in free}
    for slot in free:
        new = sum(one.day == slot.day for one in found)
        assert new == 0 or held[slot.day] + new <= most
    first = [one.account_id for one in in_order(wanted, MONDAY)][: len(ids)]
    assert ids == first
    shuffled = dice.sample(wanted, len(wanted))
    assert propose(shuffled, free, most=most, today=MONDAY) == found


@given(st.dates(EARLIEST_DAY, LATEST_DAY), st.dates(EARLIEST_DAY, LATEST_DAY))
def test_a_week_never_leaves_the_calendar(day, today):
    monday = monday_of(day)
    days = week_of(monday)
    assert EARLIEST_DAY <= monday <= day
    assert days[-1] <= LATEST_DAY
    assert all(
        left >= today and left.weekday() < 5 for left in days_left(monday, today)
    )


def test_control_a_day_that_is_full_is_left_alone():
    full = [Slot(MONDAY, ("武汉", "武汉"))]
    one = Wanted(1, MONDAY, 30, 30, city="武汉")
    assert propose([one], full, most=2, today=MONDAY) == ()
    [found] = propose([one], full, most=3, today=MONDAY)
    assert (found.day, found.why) == (MONDAY, Why.TOGETHER)


def _table(name):
    page = PAGE.read_text(encoding="utf-8")
    lines = page.split(f"<!-- table: {name} -->\n")[1].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line[1:-1].split("|")] for line in lines[2:]]


def test_the_worked_week_is_right():
    """The page explains what the rules compute."""
    due_rows, held_rows = _table("due"), _table("held")
    names = {number: row[0] for number, row in enumerate(due_rows, start=1)}
    wanted = [
        Wanted(number, date.fromisoformat(due_on), int(elapsed), int(interval), *place)
        for number, (_, *place, interval, due_on, elapsed) in enumerate(due_rows, 1)
    ]
    wanted.reverse()
    free = [
        Slot(date.fromisoformat(row[0]), tuple(c for c in row[1].split("、") if c))
        for row in held_rows
    ]
    found = propose(wanted, free, most=3, today=date(2026, 3, 18))
    told = [[names[one.account_id], f"{one.day}", str(one.why)] for one in found]
    assert told == _table("proposal")
