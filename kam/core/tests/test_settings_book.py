"""A setting has bounds, and a value outside them is refused in words."""

from __future__ import annotations

import pytest

from kam.core import settings_book
from kam.core.errors import Invalid
from kam.core.settings_book import Entry, checked

DAYS = Entry("x.days", "拜访", "间隔", "", default=30, low=1, high=366)
SHARE = Entry("x.share", "前沿", "份额", "", default=0.9, low=0, high=1)
SWITCH = Entry("x.on", "前沿", "开", "", default=True)


@pytest.mark.parametrize(
    ("entry", "value"), [(DAYS, 14), (SHARE, 0.5), (SHARE, 1), (SWITCH, False)]
)
def test_a_fitting_value_is_taken(entry, value):
    assert checked(entry, value) == value
    assert type(checked(entry, value)) is type(entry.default)


@pytest.mark.parametrize(
    ("entry", "value"),
    [(DAYS, 0), (DAYS, 367), (DAYS, 1.5), (DAYS, "14"), (DAYS, True), (SHARE, 1.1),
     (SHARE, float("nan")), (SWITCH, 1), (DAYS, None)],
)  # fmt: skip
def test_another_value_is_refused(entry, value):
    with pytest.raises(Invalid):
        checked(entry, value)


def test_a_key_belongs_to_one_setting(monkeypatch):
    monkeypatch.setitem(settings_book._BOOK, DAYS.key, DAYS)
    settings_book.declare(DAYS)
    with pytest.raises(ValueError, match=r"x\.days"):
        settings_book.declare(Entry("x.days", "", "", "", default=1))
    assert settings_book.entries().count(DAYS) == 1


def test_what_is_declared_while_a_test_has_its_own_setting_stays():
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(settings_book._BOOK, DAYS.key, DAYS)
        settings_book.declare(SHARE)
    assert DAYS not in settings_book.entries()
    assert settings_book._BOOK.pop(SHARE.key) == SHARE
