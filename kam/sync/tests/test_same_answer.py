"""What cannot be is answered alike on the page, through the API and from a device."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from kam.people.services import create_token
from kam.privacy.services import erase_person
from kam.sync.tests.sending import NOTE, a_record, receipts
from kam.visits.models import Visit
from kam.visits.tests.steps import filled, plan, record_url

pytestmark = pytest.mark.django_db


def by_page(cast, hospital, signed, said):
    """Submit the record of a planned visit as its form sends it."""
    url = record_url(plan(cast, hospital))
    typed = filled(signed, url, **{**NOTE, "verb": "submit", **said})
    answer = signed.post(url, typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    if "fact" not in said:
        assert NOTE["fact"] in page
    return page


def by_api(cast, hospital, signed, said, visit=None):
    """Submit the record of a planned visit through the API."""
    visit = visit or plan(cast, hospital)
    scopes = ["read", "write"]
    _row, secret = create_token(actor=None, user=cast.rep, name="t", scopes=scopes)
    answer = signed.post(
        f"/api/v1/visits/{visit.pk}/submit",
        json.dumps({**NOTE, "people": [hospital.head.pk], **said}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 422
    return json.loads(answer.content)["errors"]


def by_device(cast, hospital, signed, said):
    """Send an unplanned record from a device."""
    note = a_record(hospital, uuid4(), wanted=said)
    (told,) = receipts(signed, cast.rep, note)
    assert (told["state"], told["reason"]) == ("quarantined", "invalid")
    return told["errors"]


def erased(cast, hospital):
    """Erase whom one was to meet, after their visit was planned."""
    person = hospital.head.person
    erase_person(actor=cast.lead, person=person, typed=person.name)


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"minutes": -30}, "minutes", "结束要晚于开始"),
        ({"fact": "x" * 1_000_000}, "fact", "5000"),
        ({"day": "2026-03-19"}, "day", "还没有到"),
        ({"people": [999_999]}, "people", "选择"),
        ({"insight": " "}, "insight", "请写下这说明什么"),
    ],
)
def test_one_answer_on_three_doors(cast, hospital, signed, said, field, words):
    page = by_page(cast, hospital, signed, said)
    assert words in page
    assert f'id="id_{field}' in page
    for door in (by_api, by_device):
        errors = door(cast, hospital, signed, said)
        assert list(errors) == [field]
    assert not Visit.objects.submitted().exists()


def test_nobody_writes_about_somebody_who_was_erased(cast, hospital, signed):
    erased(cast, hospital)
    said = {"people": [hospital.head.pk]}
    note = a_record(hospital, uuid4(), wanted=said)
    (told,) = receipts(signed, cast.rep, note)
    assert list(told["errors"]) == ["people"]
    visit = plan(cast, hospital, people=[])
    typed = filled(signed, record_url(visit), **{**NOTE, "verb": "submit", **said})
    assert signed.post(record_url(visit), typed).status_code == 422
    assert list(by_api(cast, hospital, signed, said, visit)) == ["people"]
    assert not Visit.objects.submitted().exists()
