"""The tree of teams through its pages."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.core.bulk import BulkRow
from kam.people.models import Team
from kam.people.services import bulk_users
from kam.people.tests.visiting import as_, text
from tests.forms import fill_in


@pytest.fixture
def admin(cast, client):
    client.force_login(cast.admin)
    return client


def test_the_tree_shows_what_somebody_sees(cast, admin):
    tree = re.findall(
        r'class="strong"[^>]*>([^<]+)<', text(admin.get("/settings/teams"))
    )
    assert tree == ["澄源医疗", "华东区", "华东一组", "华东二组", "华北区"]
    below = text(as_(cast.chief).get("/settings/teams"))
    assert "华东二组" in below
    assert "华北区" not in below
    assert "/settings/teams/new" not in below


def test_a_team_is_made_renamed_and_moved(cast, admin):
    answer = admin.post(
        "/settings/teams/new", {"name": "华南区", "parent": cast.company.pk}
    )
    assert answer.status_code == 303
    made = Team.objects.get(name="华南区")
    path = f"/settings/teams/{cast.first.pk}"
    fill_in(admin, path, name="华南一组", parent=made.pk)
    moved = Team.objects.get(pk=cast.first.pk)
    assert (moved.name, moved.path) == ("华南一组", f"{made.path}{moved.pk}/")


def test_a_team_below_itself_is_refused_in_words(cast, admin):
    path = f"/settings/teams/{cast.east.pk}"
    offered = re.findall(r'<option value="(\d+)"', text(admin.get(path)))
    assert str(cast.first.pk) not in offered
    answer = fill_in(admin, path, name="华东区", parent=cast.first.pk)
    assert answer.status_code == 422
    assert Team.objects.get(pk=cast.east.pk).parent_id == cast.company.pk


@pytest.mark.parametrize("part", ["rep", "chief", "analyst"])
def test_others_change_no_team(cast, part):
    client = as_(cast.everybody()[part])
    form = {"name": "x", "parent": cast.company.pk}
    assert client.get("/settings/teams/new").status_code == 403
    assert client.post("/settings/teams/new", form).status_code == 403
    answer = client.post(f"/settings/teams/{cast.first.pk}", form)
    assert answer.status_code in (403, 404)
    assert Team.objects.filter(name="x").count() == 0


def test_the_tree_costs_the_same_at_any_size(cast, admin):
    def cost():
        with CaptureQueriesContext(connection) as told:
            assert admin.get("/settings/teams").status_code == 200
        return len(told)

    few = cost()
    usual = {"name": "x", "role": "manager"}
    rows = [
        BulkRow(n, {"username": f"u{n}", "team": f"分公司/{n}组", **usual})
        for n in range(40)
    ]
    bulk_users(actor=None, rows=rows)
    assert cost() == few <= 6
