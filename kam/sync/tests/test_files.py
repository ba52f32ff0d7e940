"""Photos announced and questions heard without signal follow their visit."""

from __future__ import annotations

from uuid import uuid4

import pytest

from kam.probing.services.planning import Draft, plan_probe
from kam.sync.models import Envelope
from kam.sync.tests.sending import a_plan, a_record, item, receipts, states
from kam.visits.models import Attachment, Visit

pytestmark = pytest.mark.django_db


def a_photo(visit, **said):
    told = {"name": "a.jpg", "type": "image/jpeg", "size": 10, "sha256": "0" * 64}
    return item("file.attach", visit=str(visit), **{**told, **said})


def test_a_photo_is_announced_with_its_visit_whatever_comes_first(
    signed, cast, hospital
):
    thing = uuid4()
    note = a_record(hospital, thing)
    photo = a_photo(thing, after=[note])
    early = a_photo(thing, after=[note])
    assert states(signed, cast.rep, early) == ["waiting"]
    assert states(signed, cast.rep, note, photo) == ["stored", "stored"]
    assert states(signed, cast.rep, photo, early) == ["stored", "stored"]
    visit = Visit.objects.get(client_id=thing)
    kept = set(Attachment.objects.filter(visit=visit).values_list("client_id"))
    assert len(kept) == 2


def test_a_file_that_is_no_photo_is_put_aside(signed, cast, hospital):
    thing = uuid4()
    told = receipts(
        signed,
        cast.rep,
        a_record(hospital, thing),
        a_photo(thing, name="a.exe", type=""),
        a_photo(thing, size="big"),
    )
    assert [one["state"] for one in told] == ["stored", "quarantined", "quarantined"]
    assert "media_type" in told[1]["errors"]
    assert Envelope.objects.exclude(payload="").count() == 2


def test_what_was_heard_is_noted_with_the_record(signed, cast, hospital):
    thing = uuid4()
    receipts(signed, cast.rep, a_plan(hospital, id=thing, wanted={"day": "2026-03-18"}))
    probe = plan_probe(
        actor=cast.rep,
        account=hospital.account,
        occasion=thing,
        draft=Draft(text="什么情况下您会停？"),
    )
    heard = [{"probe": probe.pk, "answer": "一例不一致"}]
    assert states(signed, cast.rep, a_record(hospital, thing, heard=heard)) == [
        "stored"
    ]
    probe.refresh_from_db()
    assert (probe.answer, probe.was_asked) == ("一例不一致", True)


def test_an_answer_of_a_day_to_come_is_kept_and_not_noted(signed, cast, hospital):
    thing = uuid4()
    receipts(signed, cast.rep, a_plan(hospital, id=thing, wanted={"day": "2026-03-25"}))
    probe = plan_probe(
        actor=cast.rep,
        account=hospital.account,
        occasion=thing,
        draft=Draft(text="什么情况下您会停？"),
    )
    heard = [{"probe": probe.pk, "answer": "一例不一致"}]
    wanted = {"day": "2026-03-25", "fact": "他想先看数据"}
    item = a_record(hospital, thing, heard=heard, submit=False, wanted=wanted)
    (told,) = receipts(signed, cast.rep, item)
    assert told["state"] == "quarantined"
    assert "还没到日子" in told["what"]
    probe.refresh_from_db()
    assert not probe.was_asked
    assert any("一例不一致" in one.payload for one in Envelope.objects.all())


def test_an_answer_to_a_question_that_is_gone_is_kept(signed, cast, hospital):
    heard = [{"probe": 999, "answer": "一例不一致"}]
    (told,) = receipts(signed, cast.rep, a_record(hospital, uuid4(), heard=heard))
    assert (told["state"], told["reason"]) == ("quarantined", "invalid")
    assert Visit.objects.filter(state="submitted").count() == 1
    assert "一例不一致" in Envelope.objects.get().payload
