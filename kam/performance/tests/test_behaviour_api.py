"""Behaviour as files and through the API: exact counts, and only what was opened."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from kam.core.clock import pretend
from kam.people.services import change_setting, create_token
from kam.performance.services import look_at
from kam.performance.tests.conftest import text_of
from kam.performance.tests.year import COUNTED, NOW, make_year

pytestmark = pytest.mark.django_db
API = "/api/v1/behaviour"


@pytest.fixture(autouse=True)
def march():
    with pretend(NOW):
        yield


def asked(user, url, **query):
    _token, secret = create_token(actor=None, user=user, name="t", scopes=["read"])
    headers = {"Authorization": f"Bearer {secret}"}
    return Client().get(url, query, headers=headers)


def test_one_reads_the_own_counts(cast, django_assert_max_num_queries):
    make_year(cast.rep)
    _token, secret = create_token(actor=None, user=cast.rep, name="t", scopes=["read"])
    with django_assert_max_num_queries(9):
        answer = Client().get(
            API, {"period": "2026"}, headers={"Authorization": f"Bearer {secret}"}
        )
    told = answer.json()
    assert told["closed"] == 0
    (own,) = told["items"]
    assert (own["person"], own["period"]) == (cast.rep.pk, "2026")
    found = {m["key"]: (m["k"], m["n"]) for m in own["metrics"] if not m["needs"]}
    assert found == COUNTED
    waiting = {m["key"]: m["needs"] for m in own["metrics"] if m["needs"]}
    assert waiting == {
        "probing": ["frontier"],
        "drive": ["self"],
    }
    assert all(m["value"] is None for m in own["metrics"])
    assert asked(cast.rep, API, period="2026-03").status_code == 422
    assert asked(cast.rep, API, periode="2026").status_code == 422


def test_a_manager_reads_people_only_once_opened(cast):
    make_year(cast.rep)
    before = asked(cast.lead, API, period="2026").json()
    assert [one["person"] for one in before["items"]] == [None, cast.lead.pk]
    assert before["closed"] == 2
    one = f"{API}/{cast.rep.pk}"
    assert asked(cast.lead, one).status_code == 403
    look_at(actor=cast.lead, people=[cast.rep], purpose="along")
    assert asked(cast.lead, one, period="2026").json()["name"] == "陈一诺"
    after = asked(cast.lead, API, period="2026").json()
    assert cast.rep.pk in [one["person"] for one in after["items"]]
    for other, status in ((cast.rival, 404), (cast.colleague, 404), (cast.admin, 404)):
        assert asked(other, one).status_code == status


def test_an_analyst_reads_codes_without_numbers_or_nothing(cast):
    change_setting(actor=None, key="performance.fewest_coded", value=3)
    query = {"team": cast.first.pk, "period": "2026"}
    people = [cast.rep, cast.colleague, cast.lead]
    for number, person in enumerate(people):
        make_year(person, f"{number} 号医院")
        told = asked(cast.analyst, API, **query).json()["items"]
        assert bool(told) is (number == 2)
    look_at(actor=cast.analyst, people=people, purpose="study")
    told = asked(cast.analyst, API, **query).json()["items"]
    assert {one["person"] for one in told} == {None}
    assert ["", *sorted(one["name"] for one in told[1:])] == [o["name"] for o in told]
    assert len({one["name"] for one in told}) == 4
    assert all(len(one["metrics"]) == len(COUNTED) + 2 for one in told)
    assert asked(cast.analyst, f"{API}/{cast.rep.pk}").status_code == 404


def test_files_hold_every_metric_with_exact_counts(as_, cast):
    make_year(cast.rep)
    url = reverse("performance:behaviour-export", args=[cast.rep.pk])
    own = text_of(as_(cast.rep).get(url, {"period": "2026", "format": "csv"}))
    rows = list(csv.DictReader(io.StringIO(own)))
    assert len(rows) == len(COUNTED) + 2
    found = {row["量什么"]: (row["k"], row["n"]) for row in rows}
    assert found["连续性率"] == ("2", "3")
    assert found["进行中的 A→B 计划"] == ("1", "1")
    assert as_(cast.rep).get(url, {"format": "pdf"}).status_code == 422
    assert as_(cast.lead).get(url).status_code == 303
    team = reverse("performance:behaviour-team-export")
    assert as_(cast.lead).get(team).status_code == 303
    look_at(actor=cast.lead, people=[cast.rep, cast.colleague], purpose="review")
    text = text_of(as_(cast.lead).get(team, {"period": "2026", "format": "csv"}))
    assert "陈一诺" in text
    assert "团队合计" in text
