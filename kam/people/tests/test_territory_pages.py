"""Territories and their dated assignment through their pages."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.core.bulk import BulkRow
from kam.people.models import Territory, TerritoryAssignment
from kam.people.services import (
    assign_territory,
    bulk_territories,
    create_territory,
)
from kam.people.tests.visiting import as_, text, without_key
from tests.forms import fill_in

LIST = "/settings/territories"


@pytest.fixture
def area(cast):
    return create_territory(actor=None, code="101", team=cast.first, name="静安")


@pytest.fixture
def admin(cast, client):
    client.force_login(cast.admin)
    return client


def codes(answer):
    return re.findall(r'<a href="/settings/territories/\d+">([^<]+)</a>', text(answer))


def assign(user, area, *day):
    return assign_territory(actor=None, territory=area, user=user, starts_on=date(*day))


def test_everybody_lists_what_is_in_sight(cast, area):
    create_territory(actor=None, code="201", team=cast.second)
    create_territory(actor=None, code="301", team=cast.north)
    assign(cast.rep, area, 2025, 1, 1)
    seen = {
        part: codes(as_(cast.everybody()[part]).get(LIST))
        for part in ("rep", "colleague", "lead", "chief", "analyst", "admin")
    }
    assert seen["rep"] == seen["lead"] == ["101"]
    assert seen["colleague"] == []
    assert as_(cast.trainer).get(LIST).status_code == 404
    assert seen["chief"] == ["101", "201"]
    assert seen["analyst"] == seen["admin"] == ["101", "201", "301"]


def test_the_list_shows_who_works_a_territory_today(cast, area, admin):
    assert "没有人" in text(admin.get(LIST))
    assign(cast.rep, area, 2025, 1, 1)
    assert "陈一诺" in text(admin.get(LIST))


def test_filters_and_unknown_filters(cast, area, admin):
    create_territory(actor=None, code="201", team=cast.second, name="徐汇")
    assert codes(admin.get(f"{LIST}?q=徐")) == ["201"]
    assert codes(admin.get(f"{LIST}?team={cast.east.pk}&sort=-code")) == ["201", "101"]
    assert "没有符合的区域" in text(admin.get(f"{LIST}?q=nowhere"))
    assert admin.get(f"{LIST}?holder=1").status_code == 422


def test_the_list_costs_the_same_at_any_length(cast, admin):
    def cost():
        with CaptureQueriesContext(connection) as told:
            assert admin.get(LIST).status_code == 200
        return len(told)

    def more(start, n):
        rows = [
            BulkRow(i, {"code": f"{start + i}", "team": "华东一组"}) for i in range(n)
        ]
        bulk_territories(actor=None, rows=rows)

    more(0, 1)
    costs = [cost()]
    for start, n in ((100, 9), (200, 90)):
        more(start, n)
        costs.append(cost())
    assert len(set(costs)) == 1
    assert costs[0] <= 8


def test_the_file_holds_exactly_the_listed_rows(cast, area, admin):
    create_territory(actor=None, code="201", team=cast.second, parent=area)
    for client in (admin, as_(cast.chief), as_(cast.analyst)):
        answer = client.get(f"{LIST}/export?format=csv")
        body = b"".join(answer.streaming_content).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(body)))
        assert [row["代码"] for row in rows] == codes(client.get(LIST))
        assert rows[1]["上级区域"] == "101"
    assert as_(cast.rep).get(f"{LIST}/export").status_code == 403


def test_a_territory_is_made_changed_and_placed(cast, area, admin):
    form = {"code": "1011", "name": "里弄", "team": cast.first.pk, "parent": area.pk}
    answer = admin.post(f"{LIST}/new", form)
    made = Territory.objects.get(code="1011")
    assert answer["Location"] == f"{LIST}/{made.pk}"
    page = text(admin.get(f"{LIST}/{made.pk}"))
    assert f'<a href="{LIST}/{area.pk}">101 静安</a>' in page, "the way up"
    assert "1011 里弄" in text(admin.get(f"{LIST}/{area.pk}")), "and down"
    answer = fill_in(admin, f"{LIST}/{area.pk}", parent=made.pk)
    assert answer.status_code == 422
    assert "自己或它的下级" in text(answer)


@pytest.mark.parametrize(
    "wrong", [{"code": ""}, {"code": "101"}, {"team": ""}, {"parent": 99999999}]
)
def test_a_wrong_form_makes_none(cast, area, admin, wrong):
    form = {"code": "102", "name": "kept", "team": cast.first.pk, "parent": ""} | wrong
    answer = admin.post(f"{LIST}/new", form)
    assert answer.status_code == 422
    assert "kept" in text(answer)
    assert Territory.objects.count() == 1


def test_a_territory_changes_hands_from_a_day(cast, area, admin):
    path = f"{LIST}/{area.pk}/assign"
    admin.post(path, {"user": cast.rep.pk, "starts_on": "2025-01-01"})
    admin.post(path, {"user": cast.colleague.pk, "starts_on": "2026-01-01"})
    rows = area.assignments.order_by("starts_on").values_list("user", "ends_on")
    assert list(rows) == [
        (cast.rep.pk, date(2025, 12, 31)),
        (cast.colleague.pk, None),
    ]
    page = text(admin.get(f"{LIST}/{area.pk}"))
    assert "2025年1月1日" in page
    assert "已结束" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"user": ""},
        {"user": 99999999},
        {"starts_on": ""},
        {"starts_on": "2025-13-01"},
        {"starts_on": "1900-01-01"},
        {"starts_on": "2200-01-01"},
    ],
)
def test_a_wrong_assignment_is_told(cast, area, admin, wrong):
    form = {"user": cast.rep.pk, "starts_on": "2025-01-01"} | wrong
    assert admin.post(f"{LIST}/{area.pk}/assign", form).status_code == 422
    assert not TerritoryAssignment.objects.exists()


def test_an_assignment_ends_through_the_page(cast, area, admin):
    row = assign(cast.rep, area, 2025, 1, 1)
    path = f"/settings/assignments/{row.pk}/end"
    assert admin.post(path, {"ends_on": "2024-01-01"}).status_code == 422
    assert admin.post(path, {"ends_on": "2025-06-30"}).status_code == 303
    row.refresh_from_db()
    assert row.ends_on == date(2025, 6, 30)
    assert codes(as_(cast.rep).get(LIST)) == []


@pytest.mark.parametrize("part", ["rep", "lead", "chief", "analyst", "trainer"])
def test_others_read_and_change_nothing(cast, area, part):
    row = assign(cast.rep, area, 2025, 1, 1)
    client = as_(cast.everybody()[part])
    form = {"code": "x", "name": "x", "team": cast.first.pk, "parent": ""}
    hand_over = {"user": cast.colleague.pk, "starts_on": "2026-01-01"}
    refused = 404 if part == "trainer" else 403
    assert client.post(f"{LIST}/new", form).status_code == refused
    assert client.post(f"{LIST}/{area.pk}", form).status_code == refused
    assert client.post(f"{LIST}/{area.pk}/assign", hand_over).status_code == refused
    answer = client.post(
        f"/settings/assignments/{row.pk}/end", {"ends_on": "2025-02-01"}
    )
    assert answer.status_code == refused
    if part != "trainer":
        assert 'name="user"' not in text(client.get(f"{LIST}/{area.pk}"))
    area.refresh_from_db()
    assert (area.code, area.assignments.count()) == ("101", 1)


def test_out_of_sight_is_not_there(cast, area):
    client = as_(cast.rival)
    hidden, absent = client.get(f"{LIST}/{area.pk}"), client.get(f"{LIST}/99999999")
    assert hidden.status_code == absent.status_code == 404
    assert without_key(hidden) == without_key(absent)
