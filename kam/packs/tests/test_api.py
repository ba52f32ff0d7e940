"""Method packs through the API."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from kam.packs.queries import current_pack
from kam.packs.rules.shipped import KEYS, shipped
from kam.people.services import create_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(cast):
    def told(part, method, path, body=None):
        user = getattr(cast, part)
        scopes = ["read", "write"]
        secret = create_token(actor=user, user=user, name="x", scopes=scopes)[1]
        answer = Client().generic(
            method,
            f"/api/v1/packs{path}",
            json.dumps(body).encode() if body is not None else b"",
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )
        return answer.status_code, json.loads(answer.content)

    return told


def test_a_pack_is_read_written_and_put_in_force(call):
    status, told = call("rep", "GET", "")
    assert [row["key"] for row in told["items"]] == list(KEYS)
    assert call("rep", "GET", "/flow")[1]["document"] == shipped("flow").as_json()
    document = {**shipped("pup").as_json(), "verified": True}
    body = {"document": document, "change_note": "问过课程", "newest": 1}
    status, made = call("trainer", "POST", "/pup/versions", body)
    assert (status, made["version"], made["in_force"]) == (201, 2, False)
    assert call("trainer", "POST", "/pup/versions", body)[0] == 409
    chosen = {"version": 2, "known": 1}
    assert call("trainer", "PUT", "/pup/in-force", chosen)[1]["version"] == 2
    assert current_pack("pup").verified
    assert len(call("rep", "GET", "/pup/versions")[1]["items"]) == 2
    assert call("rep", "PUT", "/pup/in-force", {"version": 1})[0] == 403


def test_a_document_is_refused_in_the_words_of_the_page(call):
    document = shipped("pfp").as_json()
    del document["steps"][2]["rounds"]
    document["note"]["zh"] = "\ud800"
    status, told = call("trainer", "POST", "/pfp/versions", {"document": document})
    assert status == 422
    assert set(told["errors"]) == {"steps 2 › then", "note › zh"}
    assert call("trainer", "GET", "/card")[0] == 404
    assert call("trainer", "PUT", "/pfp/in-force", {"version": 9})[0] == 404
