"""The clock: one moment for everybody, another one where it is asked for."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from kam.core import clock

MOMENT = datetime(2025, 1, 31, 17, 30, tzinfo=UTC)


def test_a_pretended_moment_counts_inside_and_ends_with_the_block():
    with clock.pretend(MOMENT):
        assert clock.now() == MOMENT
        assert clock.today("Asia/Shanghai") == date(2025, 2, 1)
    assert clock.now() > MOMENT


def test_a_pretended_moment_is_told_in_the_same_zone_as_a_real_one():
    with clock.pretend(MOMENT.astimezone(ZoneInfo("Asia/Shanghai"))):
        assert clock.now().isoformat() == MOMENT.isoformat()


def test_a_pretended_moment_ends_when_the_block_fails():
    with pytest.raises(LookupError), clock.pretend(MOMENT):
        raise LookupError
    assert clock.now() > MOMENT


def test_another_thread_keeps_the_real_time():
    seen: list[datetime] = []
    with clock.pretend(MOMENT):
        thread = threading.Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen[0] > MOMENT


def test_a_moment_without_a_time_zone_is_refused():
    with (
        pytest.raises(ValueError, match="time zone"),
        clock.pretend(MOMENT.replace(tzinfo=None)),
    ):
        pass
