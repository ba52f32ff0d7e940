"""The search also leads to pages, is cut at its size, and only reads."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kam.desk.pages import search_page
from kam.desk.pages.places import places
from kam.desk.tests.story import account
from tests.cast import READERS


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def titles(user, question, label):
    """Return the titles of one group."""
    page = search_page(user, question, 30)
    return [row.title for group in page.groups if group.label == label
            for row in group.rows]  # fmt: skip


def test_pages_are_found_by_their_name(cast):
    assert titles(cast.rep, "客户", "页面") == ["客户", "新建客户", "客户计划书"]
    assert titles(cast.trainer, "客户", "页面") == []
    assert titles(cast.trainer, "设置", "页面") == ["设置"]


def test_results_are_cut_at_their_size(cast):
    for n in range(9):
        account(cast.rep, f"东湖{n}")
    text = client_of(cast.rep).get("/search?q=东湖&fragment=1").content.decode()
    assert text.count('role="option"') == 6


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_search_only_reads(cast, method):
    assert getattr(client_of(cast.rep), method)("/search").status_code == 405


@pytest.mark.parametrize("part", READERS)
def test_every_page_that_is_offered_opens(cast, part):
    client = client_of(getattr(cast, part))
    for place in places(getattr(cast, part)):
        assert client.get(place.url).status_code == 200, place.name


def test_a_trainer_begins_with_what_the_first_page_promises(cast):
    page = client_of(cast.trainer).get("/today").content.decode()
    for address in ("/packs", "/products", "/competitors"):
        assert f'href="{address}"' in page
    assert "搜索页面…" in page
    assert "搜索客户" not in page
    assert "搜索客户" in client_of(cast.rep).get("/today").content.decode()


def test_the_menu_holds_the_rooms_a_role_may_enter(cast):
    def menu(part):
        text = client_of(getattr(cast, part)).get("/today").content.decode()
        return re.findall(r"</svg>([^<]+)</a></li>", text)

    rooms = ["今日", "客户", "拜访", "商机", "计划", "资源"]
    rooms += ["绩效前沿", "行为", "导入", "设置"]
    assert menu("rep") == menu("lead") == menu("analyst") == rooms
    assert menu("trainer") == ["今日", "设置"]
    assert menu("admin") == ["今日", "导入", "设置"]
