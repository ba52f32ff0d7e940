"""Account plans through the API: versions asked for, one of two wins, no strays."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from kam.blueprints.queries import blueprint_of
from kam.blueprints.rules.outlines.shipped import shipped_text
from kam.blueprints.services import submit_blueprint
from kam.people.services import create_token
from kam.visits.tests.conftest import WEDNESDAY

pytestmark = pytest.mark.django_db
BASE = "/api/v1"


def signed(user):
    """Return a client that carries somebody's key."""
    _row, secret = create_token(
        actor=None, user=user, name="t", scopes=["read", "write"]
    )
    return Client(headers={"authorization": f"Bearer {secret}"})


def send(client, verb, url, body=None, match=""):
    """Send a body, saying which version it changes where one is given."""
    headers = {"if-match": match} if match else {}
    return getattr(client, verb)(
        f"{BASE}{url}", json.dumps(body or {}), "application/json", headers=headers
    )


def test_a_plan_is_begun_written_submitted_and_decided_once(cast, hospital):
    rep, lead, chief = (signed(u) for u in (cast.rep, cast.lead, cast.chief))
    body = {"account_id": hospital.account.pk, "year": 2026}
    made = send(rep, "post", "/blueprints", body)
    assert made.status_code == 201
    url = f"/blueprints/{made.json()['id']}"
    assert send(rep, "patch", url, {"text_risks": "甲"}).status_code == 428
    for stray in ({"state": "approved"}, {"number": 9}, {"text_risks": "\x00"}):
        assert send(rep, "patch", url, stray, made["ETag"]).status_code == 422
    told = send(rep, "patch", url, {"text_risks": "甲"}, made["ETag"])
    assert told.json()["text_risks"] == "甲"
    sent = send(rep, "post", f"{url}/submit", match=told["ETag"])
    assert (sent.json()["state"], sent.json()["number"]) == ("sent", 1)
    assert (
        send(rep, "patch", url, {"text_risks": "乙"}, sent["ETag"]).status_code == 422
    )
    yes = {"number": 1, "words": "好"}
    assert send(rep, "post", f"{url}/approve", yes, sent["ETag"]).status_code == 403
    done = send(lead, "post", f"{url}/approve", yes, sent["ETag"])
    assert done.json()["state"] == "approved"
    assert send(chief, "post", f"{url}/approve", yes, sent["ETag"]).status_code == 412
    late = send(chief, "post", f"{url}/approve", yes, done["ETag"])
    assert late.status_code == 409
    listed = rep.get(f"{BASE}{url}/versions").json()
    assert [row["kind"] for row in listed] == ["approved", "sent"]
    assert rep.get(f"{BASE}{url}/compare?a=1&b=2").json() == []
    whole = rep.get(f"{BASE}{url}/sections").json()
    assert len(whole["sections"]) == 12
    assert all(goal["why"] for goal in whole["objectives"])


def test_a_review_and_an_objective_through_the_api(cast, blueprint):
    rep = signed(cast.rep)
    url = f"/blueprints/{blueprint.pk}"
    due = (WEDNESDAY + timedelta(days=60)).isoformat()
    goal = {"name": "甲", "measure": "people_at", "target": 2, "due": due}
    assert send(rep, "post", f"{url}/objectives", goal).status_code == 422
    made = send(rep, "post", f"{url}/objectives", {**goal, "threshold": 5})
    assert (made.status_code, made.json()["baseline"]) == (201, None)
    gone = send(rep, "delete", f"/objectives/{made.json()['id']}")
    assert gone.json()["retracted_at"]
    opened = send(rep, "post", f"{url}/reviews")
    meeting = f"/reviews/{opened.json()['id']}"
    task = {"question": "next", "task": "打电话", "owner_id": cast.rep.pk, "due": due}
    found = send(rep, "post", f"{meeting}/findings", task)
    assert (found.status_code, bool(found.json()["action_id"])) == (201, True)
    for stray in ({**task, "question": "none"}, {**task, "owner_id": cast.stranger.pk}):
        assert send(rep, "post", f"{meeting}/findings", stray).status_code == 422
    closed = send(rep, "post", f"{meeting}/close", {"next_on": due}, opened["ETag"])
    assert closed.json()["number"] == 1


def test_a_template_says_its_faulty_line(cast):
    trainer, rep = signed(cast.trainer), signed(cast.rep)
    spoilt = shipped_text().replace("months = 3", "months = 99")
    told = send(trainer, "post", "/outlines", {"text": spoilt})
    assert told.status_code == 422
    lines = shipped_text().splitlines()
    line = next(n for n, row in enumerate(lines, 1) if row == "months = 3")
    assert str(line) in json.dumps(told.json())
    body = {"text": shipped_text()}
    assert send(rep, "post", "/outlines", body).status_code == 403
    assert send(trainer, "post", "/outlines", body).json()["number"] == 2
    stale = {**body, "newest": 1}
    assert send(trainer, "post", "/outlines", stale).status_code == 409
    assert send(trainer, "post", "/outlines/1/use").json()["in_force"] is True


def test_the_analyst_reads_figures_and_no_text(cast, blueprint):
    submit_blueprint(actor=cast.rep, blueprint=blueprint_of(cast.rep, blueprint.pk))
    client = signed(cast.analyst)
    url = f"{BASE}/blueprints/{blueprint.pk}"
    assert client.get(url).json()["text_risks"] is None
    assert client.get(f"{url}/versions/1").json()["content"] is None
    names = [row["name"] for row in client.get(f"{url}/objectives").json()]
    assert set(names) == {None}
