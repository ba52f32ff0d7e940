"""When a digest is due: hours that a clock skips, hours that come twice, and G6."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.notices.rules.hours import (
    Timetable,
    is_new,
    last_due,
    moment_of,
    next_due,
)
from kam.notices.rules.pressing import group_of, is_put_off
from kam.notices.rules.tries import MOST_TRIES, PAUSES, next_try
from kam.notices.terms import Group
from tests.house import sources

EXPLAINED = sources.ROOT / "docs" / "explain" / "notifications.md"
ZONES = (
    "Asia/Shanghai",
    "Asia/Kolkata",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Pacific/Apia",
)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
START = datetime(2026, 1, 1, tzinfo=UTC)


def explained():
    """Yield the rows of the worked table."""
    for line in EXPLAINED.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and "/" in cells[0] and cells[1][:4].isdigit():
            yield cells


def test_the_worked_table_is_what_the_clock_says():
    rows = list(explained())
    assert len(rows) == 5
    for place, day, local, utc in rows:
        zone, hour = place.split(", ")
        when = date.fromisoformat(day[:10])
        moment = moment_of(when, int(hour.split(":")[0]), zone)
        assert f"{moment:%Y-%m-%d %H:%M}" == utc
        assert f"{moment.astimezone(ZoneInfo(zone)):%H:%M}" == local[:5]


@given(
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 23),
    first=st.integers(0, 360),
    steps=st.lists(st.integers(1, 600), min_size=1, max_size=80),
)
def test_g6_however_a_scheduler_looks_a_date_comes_once(zone, hour, first, steps):
    table = Timetable("daily", 0, hour, zone)
    now, last, days = START + first * DAY, None, []
    for minutes in steps:
        now += timedelta(minutes=minutes)
        due = last_due(table, now)
        if due and is_new(due, since=START - DAY, last_day=last):
            assert due.moment <= now
            last = due.day
            days.append(due.day)
    assert len(set(days)) == len(days)
    assert all(a < b for a, b in pairwise(days))


@given(zone=st.sampled_from(ZONES), hour=st.integers(0, 23), n=st.integers(0, 400))
def test_g6_every_date_has_its_moment_and_the_next_is_the_next(zone, hour, n):
    table = Timetable("daily", 0, hour, zone)
    due = last_due(table, START + n * DAY)
    assert next_due(table, due.moment - MINUTE / 60) == due
    assert last_due(table, due.moment) == due
    assert next_due(table, due.moment).day == due.day + DAY


def test_g6_control_a_plain_24_hours_would_slip():
    """Counting hours instead of dates goes wrong on a day of 23 hours."""
    before = moment_of(date(2026, 3, 28), 8, "Europe/Berlin")
    after = moment_of(date(2026, 3, 29), 8, "Europe/Berlin")
    assert after - before == timedelta(hours=23)
    assert last_due(Timetable("daily", 0, 8, "Europe/Berlin"), before + DAY).day == (
        date(2026, 3, 29)
    )


@given(zone=st.sampled_from(ZONES), weekday=st.integers(0, 6), n=st.integers(0, 400))
def test_a_weekly_digest_keeps_its_weekday(zone, weekday, n):
    table = Timetable("weekly", weekday, 8, zone)
    now = START + n * DAY
    past, ahead = last_due(table, now), next_due(table, now)
    assert past.day.weekday() == ahead.day.weekday() == weekday
    assert ahead.day - past.day == 7 * DAY


def test_nobody_who_wants_none_is_due():
    table = Timetable("never", 0, 8, "Asia/Shanghai")
    assert last_due(table, START) is None
    assert next_due(table, START) is None


def test_tries_end():
    waits = [next_try(n, START) - START for n in range(1, MOST_TRIES)]
    assert tuple(waits) == PAUSES
    assert next_try(MOST_TRIES, START) is None


@pytest.mark.parametrize(
    ("days", "group"),
    [(-1, Group.LATE), (0, Group.TODAY), (1, Group.SOON), (None, Group.ASKS)],
)
def test_a_notice_is_as_pressing_as_its_date(days, group):
    day = date(2026, 3, 18)
    assert group_of(None if days is None else day + days * DAY, day) == group


def test_what_is_put_off_is_back_on_its_day():
    day = date(2026, 3, 18)
    assert is_put_off(day + DAY, day)
    assert not is_put_off(day, day)
    assert not is_put_off(None, day)
