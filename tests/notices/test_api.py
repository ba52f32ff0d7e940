"""Notices and the digest through the API."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from kam.core import clock
from kam.notices.models import DigestChoice
from kam.people.services import create_token
from tests.notices.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.pretend(NOW):
        yield


@pytest.fixture
def call(story):
    _token, secret = create_token(
        actor=story.rep, user=story.rep, name="t", scopes=("read", "write")
    )
    client = Client()

    def send(method, path, body=None, **headers):
        return client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(body) if body is not None else b"",
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", **headers},
        )

    return send


def test_what_waits_is_listed_read_and_put_off(call, story):
    told = call("GET", "/notices").json()
    assert told["new"] == 2
    first, second, third = told["items"]
    assert first["key"] == f"action:{story.late.pk}"
    assert (first["group"], second["group"], third["group"]) == (
        "late",
        "today",
        "soon",
    )
    told = call("POST", "/notices/read", {"keys": [first["key"]]}).json()
    assert told["new"] == 1
    until = (TODAY + timedelta(days=1)).isoformat()
    body = {"keys": [second["key"]], "until": until}
    told = call("POST", "/notices/put-off", body).json()
    assert told["new"] == 0
    assert told["items"][1]["put_off_until"] == until
    told = call("POST", "/notices/put-off", {**body, "until": None}).json()
    assert told["new"] == 1


@pytest.mark.parametrize(
    "body",
    [{}, {"keys": []}, {"keys": "x"}, {"keys": ["x" * 81]}, {"keys": ["a"], "b": 1}],
)
def test_a_senseless_body_is_refused(call, body):
    assert call("POST", "/notices/read", body).status_code == 422


def test_the_digest_is_chosen_with_its_revision(call):
    found = call("GET", "/notices/digest")
    assert found.json()["cadence"] == "never"
    body = {"cadence": "daily", "hour": 7}
    assert call("PATCH", "/notices/digest", body).status_code == 428
    changed = call("PATCH", "/notices/digest", body, **{"If-Match": found["ETag"]})
    assert changed.json()["hour"] == 7
    again = call("PATCH", "/notices/digest", body, **{"If-Match": '"9"'})
    assert again.status_code == 412
    assert DigestChoice.objects.get().since == NOW
