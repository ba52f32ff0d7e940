"""H4: a text made to be searched again and again takes no longer than another.

Where a search is not linear these take many minutes, and the test runs out of time.
"""

from __future__ import annotations

from kam.transfer.rules import cells
from kam.transfer.rules.columns import key_of

LONG = 200_000


def test_a_header_of_opening_brackets():
    assert key_of("(" * LONG) == key_of("")


def test_a_day_followed_by_nothing_but_space():
    assert cells._DAY.match(f"2026-1-1{' ' * LONG}x") is None


def test_control_what_stands_in_brackets_and_beside_days_is_read():
    assert key_of("潜力（万元）") == key_of("潜力")
    for text in ("2026-1-1 12:00", "2026年1月1 日", "2026年1月1日 08:30:00.0"):
        assert cells._DAY.match(text)
