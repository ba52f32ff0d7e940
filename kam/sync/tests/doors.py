"""Submitting one record by each of the three ways in."""

from __future__ import annotations

import json
from uuid import uuid4

from kam.people.services import create_token
from kam.sync.tests.sending import NOTE, a_record, receipts
from kam.visits.tests.steps import filled, plan, record_url


def by_page(cast, hospital, signed, said, visit=None):
    """Submit the record of a planned visit as its form sends it."""
    url = record_url(visit or plan(cast, hospital))
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
