"""What is refused is told clearly, kept safe, and costs no other item."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from kam.sync.models import Envelope
from kam.sync.tests.sending import a_plan, a_record, frame, receipts, send, states
from kam.visits.models import Promise, Visit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"people": [999999]}, "people"),
        ({"fact": "a" * 1_000_000}, "fact"),
        ({"day": "2026-03-19"}, "day"),
        ({"fact": ""}, "fact"),
        ({"minutes": -5}, "minutes"),
        ({"minutes": 2**70}, "minutes"),
        ({"people": "everybody"}, "people"),
        ({"owner_id": 1}, "owner_id"),
        ({"fact": "a\x00b"}, "fact"),
        ({"start_time": "25:00"}, "start_time"),
        ({"next_day": "2026-03-17"}, "next_day"),
    ],
)
def test_what_the_page_refuses_is_refused_alike_and_kept(
    signed, cast, hospital, said, field
):
    (told,) = receipts(signed, cast.rep, a_record(hospital, uuid4(), wanted=said))
    assert (told["state"], told["reason"]) == ("quarantined", "invalid")
    assert field in told["errors"]
    assert Visit.objects.count() == 0
    assert Envelope.objects.get().payload


def test_html_in_a_note_is_only_text(signed, cast, hospital):
    thing = uuid4()
    note = a_record(hospital, thing, wanted={"fact": "<b>粗</b><script>x</script>"})
    assert states(signed, cast.rep, note) == ["stored"]
    visit = Visit.objects.get(client_id=thing)
    assert visit.fact == "<b>粗</b><script>x</script>"
    assert b"<script>x" not in signed.get(f"/visits/{visit.pk}").content


def test_a_promise_without_a_day_is_refused_with_its_record(signed, cast, hospital):
    promise = {"id": str(uuid4()), "text": "给答复", "ours": True}
    note = a_record(hospital, uuid4(), promises=[promise])
    (told,) = receipts(signed, cast.rep, note)
    assert told["errors"] == {"promises": ["请填写日期"]}
    assert (Visit.objects.count(), Promise.objects.count()) == (0, 0)


def test_the_wrong_person_reads_and_sends_nothing(signed, cast, hospital, client):
    told = frame(cast.rep, [a_plan(hospital)])
    client.force_login(cast.colleague)
    answer = send(client, told)
    assert (answer.status_code, answer.json()["code"]) == (409, "other-user")
    assert Envelope.objects.count() == 0


def test_strangers_get_json_and_no_redirect(client, cast, hospital):
    for answer in (client.get("/sync/hello"), send(client, frame(cast.rep, []))):
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_hello_says_who_is_there(signed, cast):
    told = signed.get("/sync/hello").json()
    assert told["user"]["name"] == cast.rep.name
    assert told["user"]["key"] == frame(cast.rep, [])["user"]
    assert told["schemas"] == [1]


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b'{"schema": 9}', b"\xff", b"null"])
def test_a_batch_that_cannot_be_read_is_refused_whole(signed, text):
    assert send(signed, text).status_code == 422
    assert Envelope.objects.count() == 0


def test_broken_characters_cost_no_other_item(signed, cast, hospital):
    told = frame(cast.rep, [a_plan(hospital)])
    told["items"].append({"op": str(uuid4()), "body": "\ud800 broken \x00"})
    answer = send(signed, json.dumps(told))
    assert [one["state"] for one in answer.json()["receipts"]] == [
        "stored", "quarantined",
    ]  # fmt: skip
