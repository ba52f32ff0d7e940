"""The search also leads to pages, is cut at its size, and only reads."""

from __future__ import annotations

import pytest
from django.test import Client

from kam.desk.pages import search_page
from kam.desk.tests.story import account


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
    assert titles(cast.rep, "客户", "页面") == ["客户"]
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
