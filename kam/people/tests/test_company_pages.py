"""The settings of the company and the numbers of its records."""

from __future__ import annotations

import re

import pytest

from kam.audit.models import Entry
from kam.core import settings_book
from kam.core.settings_book import Entry as Setting
from kam.core.settings_book import entries
from kam.people.queries import setting
from kam.people.tests.visiting import as_, text

INTERVAL = Setting(
    key="tests.interval",
    group="测试",
    label="间隔",
    about="只在测试里",
    default=14,
    low=1,
    high=366,
    unit="天",
)
KEY = INTERVAL.key


@pytest.fixture(autouse=True)
def _a_setting_of_its_own(monkeypatch):
    """Put a setting into the book that no other test reads, and take out only it.

    The first page that a run opens brings rooms in, and their settings are to stay.
    """
    monkeypatch.setitem(settings_book._BOOK, KEY, INTERVAL)


@pytest.fixture
def admin(cast, client):
    client.force_login(cast.admin)
    return client


def test_every_setting_is_shown_with_default_bounds_and_source(cast, admin):
    page = text(admin.get("/settings/company"))
    assert {entry.key for entry in entries()} == set(
        re.findall(r'class="list-row setting-row" id="([^"]+)"', page)
    )
    unsure = sum(not entry.verified for entry in entries())
    assert page.count("未核实") == unsure + 1


def test_a_setting_is_changed_undone_and_reset(cast, admin):
    url = f"/settings/company/{KEY}"
    answer = admin.post(url, {"value": "21", "opened": "14"})
    assert answer["Location"] == f"/settings/company#{KEY}"
    assert setting(KEY) == 21
    undo = re.search(r'action="([^"]*value=14)"', text(admin.get("/settings/company")))[
        1
    ]
    admin.post(undo)
    assert setting(KEY) == 14
    admin.post(url, {"value": "30"})
    admin.post(f"{url}/reset")
    assert setting(KEY) == 14
    told = Entry.objects.filter(noun="setting").values_list("verb", "actor")
    assert list(told) == [("setting.change", cast.admin.pk)] * 4


@pytest.mark.parametrize(
    "value", ["", "0", "367", "1e400", "nan", "abc", "14.5", "-1", "1\x00", "9" * 400]
)
def test_a_value_outside_the_bounds_is_told_and_kept_in_the_field(cast, admin, value):
    answer = admin.post(f"/settings/company/{KEY}", {"value": value})
    assert answer.status_code == 422
    assert "1 到 366" in text(answer)
    assert setting(KEY) == 14


def test_two_administrators_of_one_setting_are_told(cast, admin):
    admin.post(f"/settings/company/{KEY}", {"value": "21", "opened": "14"})
    answer = admin.post(f"/settings/company/{KEY}", {"value": "28", "opened": "14"})
    page = text(answer)
    assert answer.status_code == 409
    assert 'value="28"' in page
    assert "别人改成了 21" in page
    assert setting(KEY) == 21
    admin.post(f"/settings/company/{KEY}", {"value": "28", "opened": "21"})
    assert setting(KEY) == 28


@pytest.mark.parametrize("part", ["rep", "chief", "analyst", "trainer"])
def test_others_read_the_settings_and_change_none(cast, part):
    client = as_(cast.everybody()[part])
    page = text(client.get("/settings/company"))
    assert KEY in page
    assert 'name="value"' not in page
    assert client.post(f"/settings/company/{KEY}", {"value": "21"}).status_code == 403
    assert client.post(f"/settings/company/{KEY}/reset").status_code == 403
    assert setting(KEY) == 14


def test_an_unknown_setting_is_not_there(cast, admin):
    assert admin.post("/settings/company/no.such", {"value": "1"}).status_code == 404


def test_an_administrator_sees_numbers_and_nobody_else_does(cast, admin):
    page = text(admin.get("/settings/counts"))
    rows = dict(re.findall(r'<tr><td>([^<]+)</td><td class="num">([^<]+)<', page))
    assert rows["用户"] == "12"
    assert rows["团队"] == "5"
    assert rows["客户"] == "0"
    for part in ("rep", "head", "analyst", "trainer"):
        assert as_(cast.everybody()[part]).get("/settings/counts").status_code == 404
