"""Plans through the API: the version is asked for, and the analyst reads no text."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from kam.people.services import create_token

pytestmark = pytest.mark.django_db
PLANS, STEPS = "/api/v1/plans", "/api/v1/steps"


def signed(user, *scopes):
    """Return a client that carries somebody's key."""
    _row, secret = create_token(actor=None, user=user, name="t", scopes=scopes)
    return Client(headers={"authorization": f"Bearer {secret}"})


def send(client, verb, url, body, match=""):
    """Send a body, saying which version it changes where one is given."""
    headers = {"if-match": match} if match else {}
    return getattr(client, verb)(
        url, json.dumps(body), "application/json", headers=headers
    )


def test_a_plan_begins_fills_is_edited_and_its_version_is_asked_for(cast, hospital):
    client = signed(cast.rep, "read", "write")
    body = {"account_id": hospital.account.pk, "name": "甲", "stage_a": 4, "stage_b": 6}
    made = send(client, "post", PLANS, body)
    assert made.status_code == 201
    url = f"{PLANS}/{made.json()['id']}"
    steps = client.get(f"{url}/steps").json()
    assert [row["after"] for row in steps] == [5, 6]
    assert send(client, "patch", url, {"name": "乙"}).status_code == 428
    assert send(client, "patch", url, {"name": "乙"}, '"7"').status_code == 412
    told = send(client, "patch", url, {"name": "乙"}, made["ETag"])
    assert told.json()["name"] == "乙"
    assert (
        send(client, "patch", url, {"state": "closed"}, told["ETag"]).status_code == 422
    )
    assert send(client, "post", f"{url}/activate", {}, told["ETag"]).status_code == 422
    step = f"{STEPS}/{steps[1]['id']}"
    moved = send(client, "patch", step, {"place": 1}, '"1"')
    assert moved.json()["place"] == 1


def test_the_same_plan_sent_twice_is_kept_once(cast, hospital):
    client = signed(cast.rep, "read", "write")
    body = {
        "account_id": hospital.account.pk,
        "name": "甲",
        "stage_a": 4,
        "stage_b": 5,
        "client_id": "6f7f1f0a-0d35-4c55-9f0a-0d354c559f0a",
    }
    assert [send(client, "post", PLANS, body).status_code for _ in range(2)] == [
        201,
        409,
    ]


def test_the_analyst_reads_figures_and_no_text(cast, plan):
    client = signed(cast.analyst, "read")
    told = client.get(f"{PLANS}/{plan.pk}").json()
    assert (told["stage_a"], told["name"], told["now"]) == (4, None, None)
    for row in client.get(f"{PLANS}/{plan.pk}/steps").json():
        assert (row["what"], row["resource"], row["sign"]) == (None, None, None)
        assert row["kind"] == "stage"
