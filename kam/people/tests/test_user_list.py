"""The list of users: filters, sight, paging, files."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.core.bulk import BulkRow
from kam.people.models import User
from kam.people.services import bulk_users
from kam.people.tests.visiting import as_, names, text


@pytest.fixture
def admin(cast, client):
    client.force_login(cast.admin)
    return client


def test_an_administrator_lists_filters_and_sorts_everybody(cast, admin):
    assert len(names(admin.get("/settings/users"))) == 12
    assert names(admin.get("/settings/users?q=陈一")) == ["陈一诺"]
    assert names(admin.get("/settings/users?role=trainer")) == ["程立言"]
    assert names(admin.get("/settings/users?active=no")) == ["许离"]
    below = names(admin.get(f"/settings/users?team={cast.east.pk}&sort=-name"))
    assert below == sorted(below, reverse=True)
    assert set(below) == {"宋知远", "陈一诺", "孙小满", "周敬之", "许离", "何嘉禾"}


@pytest.mark.parametrize(
    "query",
    ["x=1", "role=king", "team=x", "team=99999999", "sort=password", "cursor=!"],
)
def test_an_unknown_filter_is_told(admin, query):
    assert admin.get(f"/settings/users?{query}").status_code == 422


def test_a_manager_sees_the_subtree_and_a_representative_oneself(cast):
    seen = names(as_(cast.chief).get("/settings/users"))
    assert set(seen) == {"宋知远", "陈一诺", "孙小满", "周敬之", "许离", "何嘉禾"}
    assert names(as_(cast.rep).get("/settings/users")) == ["陈一诺"]
    assert "新建用户" not in text(as_(cast.chief).get("/settings/users"))


def test_the_list_pages_by_cursor(cast, admin):
    many(cast, 120)
    seen, url = [], "/settings/users"
    while url:
        page = admin.get(url)
        seen += names(page)
        found = re.search(r'rel="next" href="([^"]+)"', text(page))
        url = found[1].replace("&amp;", "&") if found else ""
    assert len(seen) == len(set(seen)) == User.objects.count()


def many(cast, n, start=0):
    rows = [
        BulkRow(
            i,
            {
                "username": f"many{start + i}",
                "name": f"多{start + i}",
                "role": "representative",
                "team": "华东一组",
            },
        )
        for i in range(n)
    ]
    bulk_users(actor=None, rows=rows)


@pytest.mark.parametrize("part", ["admin", "head"])
def test_the_list_costs_the_same_at_any_length(cast, part):
    client = as_(cast.everybody()[part])

    def cost():
        with CaptureQueriesContext(connection) as told:
            assert client.get("/settings/users").status_code == 200
        return len(told)

    costs = [cost()]
    for start, n in ((0, 10), (100, 90)):
        many(cast, n, start)
        costs.append(cost())
    assert len(set(costs)) == 1
    assert costs[0] <= 8


def table(answer):
    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


def test_the_file_holds_exactly_the_listed_rows(cast, admin):
    """B8: an export is the list, row by row."""
    User.objects.filter(pk=cast.rep.pk).update(name="=1+1")
    for query in ("", "q=陈", f"team={cast.first.pk}", "active=no&role=representative"):
        rows = table(admin.get(f"/settings/users/export?format=csv&{query}"))
        listed = re.findall(
            r'data-label="用户名">([^<]+)<', text(admin.get(f"/settings/users?{query}"))
        )
        assert [row["用户名"] for row in rows] == listed
    everybody = table(admin.get("/settings/users/export?format=csv"))
    assert "'=1+1" in {row["姓名"] for row in everybody}
    assert not [row for row in everybody if "password" in str(row).lower()]
    book = admin.get("/settings/users/export?format=xlsx")
    assert b"".join(book.streaming_content)[:2] == b"PK"


def test_the_file_speaks_the_reader_s_language(cast, admin):
    User.objects.filter(pk=cast.admin.pk).update(language="en")
    rows = table(admin.get("/settings/users/export?format=csv"))
    assert rows[0]["Role"] in {"Administrator", "Analyst", "Manager", "Representative"}


@pytest.mark.parametrize("part", ["rep", "chief", "analyst", "trainer"])
def test_nobody_else_exports_or_adds_users(cast, part):
    client = as_(cast.everybody()[part])
    assert client.get("/settings/users/export").status_code == 403
    assert client.get("/settings/users/new").status_code == 403
    answer = client.post("/settings/users/new", {"username": "new.one"})
    assert answer.status_code == 403
    assert not User.objects.filter(username="new.one").exists()
