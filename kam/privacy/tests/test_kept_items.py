"""What devices sent and nobody decided yet is searched for an erased person too."""

from __future__ import annotations

import hashlib
import json
from uuid import UUID, uuid4

import pytest

from kam.privacy.services import erase_person
from kam.sync.models import Envelope
from kam.sync.services import Claim, Item, push
from kam.visits.tests.conftest import make_hospital

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("spoiled", ["", "\ud800", "{"])
def test_what_is_kept_of_an_erased_person_names_them_no_more(
    cast, spoiled, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    person = make_hospital(cast.rep).head.person
    told = {"schema": 1, "kind": "visit.amend", "id": str(uuid4())}
    text = spoiled + json.dumps({**told, "text": person.name}, ensure_ascii=False)
    (receipt,) = push(
        actor=cast.rep, claim=Claim(UUID(int=1)), items=[Item(uuid4(), text)]
    )
    exact = text.encode("utf-8", "surrogatepass")
    assert receipt.digest == hashlib.sha256(exact).hexdigest()
    kept = Envelope.objects.get()
    assert (kept.state, person.name in kept.payload) == ("quarantined", True)
    erase_person(actor=cast.lead, person=person, typed=person.name)
    kept.refresh_from_db()
    assert kept.payload
    assert person.name not in json.dumps(kept.payload, ensure_ascii=False)
