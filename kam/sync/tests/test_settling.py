"""Kept items: chosen field by field, given up for a day, admitted without a look."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kam.accounts.services import change_owner
from kam.audit.models import Entry
from kam.core.clock import now, pretend
from kam.core.errors import Invalid
from kam.sync.keys import person_key
from kam.sync.models import Envelope
from kam.sync.services import admit, bring, give_up, hurry, take_back
from kam.sync.services.settling import forget_dropped
from kam.sync.tests.sending import NOTE, a_plan, a_record, item, receipts, states
from kam.visits.models import Attachment, Visit
from kam.visits.policies import may_send
from kam.visits.services import cancel_visit, edit_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def conflict(signed, cast, hospital):
    """An item whose objective was changed on a page meanwhile."""
    thing = uuid4()
    plan = a_plan(hospital, id=thing, wanted={"day": "2026-03-18"})
    receipts(signed, cast.rep, plan)
    visit = Visit.objects.get()
    edit_plan(actor=cast.rep, visit=visit, wanted={"objective": "网页上改的"})
    seen = {"objective": "请她看流程"}
    mine = a_record(hospital, thing, base=seen, wanted={"objective": "火车上改的"})
    assert states(signed, cast.rep, mine) == ["conflict"]
    assert Visit.objects.get().state == "draft"
    return Envelope.objects.get(op=mine.op)


@pytest.mark.parametrize(
    ("side", "objective"), [("mine", "火车上改的"), ("theirs", "网页上改的")]
)
def test_a_choice_on_the_page_settles_the_item(signed, conflict, side, objective):
    page = signed.get("/sync").content.decode()
    assert "火车上改的" in page
    assert "要您选 1 条" in page
    assert "网页上改的" in page
    answer = signed.post(f"/sync/items/{conflict.pk}/choose", {"keep-objective": side})
    assert answer.status_code == 303
    visit = Visit.objects.get(client_id=conflict.thing)
    assert (visit.objective, visit.state) == (objective, "submitted")
    conflict.refresh_from_db()
    assert (conflict.state, conflict.payload) == ("settled", "")
    assert Entry.objects.filter(verb="envelope.choose").count() == 1
    assert "火车上改的" not in signed.get("/sync").content.decode()


def test_a_choice_left_open_stores_nothing(signed, conflict):
    signed.post(f"/sync/items/{conflict.pk}/choose", {})
    conflict.refresh_from_db()
    assert (conflict.state, conflict.payload != "") == ("conflict", True)


def test_a_called_off_visit_is_held_all_the_same(signed, cast, hospital):
    thing = uuid4()
    plan = a_plan(hospital, id=thing, wanted={"day": "2026-03-18"})
    receipts(signed, cast.rep, plan)
    cancel_visit(actor=cast.rep, visit=Visit.objects.get(), reason="她出差")
    mine = a_record(hospital, thing)
    receipts(signed, cast.rep, mine)
    kept = Envelope.objects.get(op=mine.op)
    signed.post(f"/sync/items/{kept.pk}/choose", {"keep-state": "mine"})
    assert Visit.objects.get(client_id=thing).state == "submitted"


def test_what_is_given_up_can_be_taken_back_for_a_day(signed, cast, hospital):
    note = a_record(hospital, uuid4(), wanted={"fact": ""})
    receipts(signed, cast.rep, note)
    kept = give_up(actor=cast.rep, envelope=Envelope.objects.get())
    assert kept.state == "dropped"
    assert states(signed, cast.rep, note) == ["dropped"]
    back = take_back(actor=cast.rep, envelope=kept)
    assert (back.state, back.reason) == ("quarantined", "invalid")
    give_up(actor=cast.rep, envelope=back)
    with pretend(now() + timedelta(days=2)):
        forget_dropped(cast.rep)
    assert Envelope.objects.get().payload == ""


def test_what_waits_for_something_that_never_comes_is_done_by_hand(
    signed, cast, hospital
):
    plan = a_plan(hospital, after=[uuid4()])
    assert states(signed, cast.rep, plan) == ["waiting"]
    assert hurry(actor=cast.rep, envelope=Envelope.objects.get()).state == "stored"
    assert Visit.objects.count() == 1


def test_an_administrator_admits_under_the_authors_name_and_reads_nothing(
    signed, cast, hospital, client
):
    change_owner(actor=None, account=hospital.account, owner=cast.colleague)
    note = a_record(hospital, uuid4(), wanted={"fact": "只有作者知道的话。"})
    assert states(signed, cast.rep, note) == ["quarantined"]
    kept = Envelope.objects.get()
    client.force_login(cast.admin)
    page = client.get("/sync/quarantine").content.decode()
    assert cast.rep.name in page
    assert "只有作者" not in page
    assert client.get("/sync").status_code == 404
    assert client.post(f"/sync/quarantine/{kept.pk}/admit").status_code == 303
    visit = Visit.objects.get(client_id=kept.thing)
    assert (visit.owner, visit.state) == (cast.rep, "submitted")
    assert visit.late_at is not None
    done = Entry.objects.get(noun="visit", object_id=visit.pk)
    assert done.actor_id == cast.rep.pk
    assert Entry.objects.get(verb="envelope.admit").actor_id == cast.admin.pk
    kept.refresh_from_db()
    assert (kept.state, kept.payload, kept.decided_by) == ("stored", "", cast.admin)


def test_photos_are_admitted_with_the_record_they_belong_to(signed, cast, hospital):
    change_owner(actor=None, account=hospital.account, owner=cast.colleague)
    thing, other = uuid4(), uuid4()
    about = {"name": "a.jpg", "type": "image/jpeg", "size": 9, "sha256": "0" * 64}
    note = a_record(hospital, thing)
    photo = item("file.attach", visit=str(thing), after=[note], **about)
    alien = item("file.attach", visit=str(other), **about)
    assert states(signed, cast.rep, note, photo, alien) == [
        "quarantined", "waiting", "quarantined",
    ]  # fmt: skip
    admit(actor=cast.admin, envelope=Envelope.objects.get(op=note.op))
    assert states(signed, cast.rep, note, photo, alien) == [
        "stored", "stored", "quarantined",
    ]  # fmt: skip
    file = Attachment.objects.get()
    assert (file.visit.client_id, file.author) == (thing, cast.rep)
    assert may_send(cast.rep, file)
    decided = Envelope.objects.get(op=photo.op)
    assert decided.decided_by == cast.admin


def test_admitting_breaks_no_rule(signed, cast, hospital):
    receipts(signed, cast.rep, a_record(hospital, uuid4(), wanted={"fact": ""}))
    kept = admit(actor=cast.admin, envelope=Envelope.objects.get())
    assert (kept.state, kept.reason) == ("quarantined", "invalid")
    assert Visit.objects.count() == 0


def test_what_is_not_admitted_stays_with_its_author(signed, cast, hospital, client):
    receipts(signed, cast.rep, a_record(hospital, uuid4(), wanted={"fact": ""}))
    kept = Envelope.objects.get()
    client.force_login(cast.admin)
    client.post(f"/sync/quarantine/{kept.pk}/refuse")
    client.force_login(cast.rep)
    assert NOTE["insight"][:8] in client.get("/sync").content.decode()
    client.force_login(cast.admin)
    client.post(f"/sync/quarantine/{kept.pk}/reconsider")
    kept.refresh_from_db()
    assert kept.state == "quarantined"


def test_the_file_of_somebody_who_left_goes_into_quarantine(cast, hospital, client):
    gone = cast.gone
    plan = a_plan(hospital, wanted={"day": "2026-03-18"})
    note = a_record(hospital, plan.told["id"], after=[plan])
    saved = {
        "schema": 1,
        "user": person_key(gone),
        "name": gone.name,
        "items": [{"op": str(one.op), "body": one.body} for one in (plan, note)],
    }
    content = json.dumps(saved).encode()
    client.force_login(cast.admin)
    for who, status in ((cast.rep, 422), (gone, 303), (gone, 303)):
        answer = client.post(
            "/sync/quarantine/bring",
            {"author": who.pk, "file": SimpleUploadedFile("a.json", content)},
        )
        assert answer.status_code == status
    assert Envelope.objects.filter(author=gone, reason="brought").count() == 2
    for row in Envelope.objects.order_by("pk"):
        admit(actor=cast.admin, envelope=row)
    visit = Visit.objects.get(client_id=plan.told["id"])
    assert (visit.owner, visit.state) == (gone, "submitted")
    assert bring(actor=cast.admin, author=gone, content=content).new == 0


def test_an_unreadable_item_of_a_file_keeps_no_other_one_out(cast, hospital, client):
    """F5: poison in the file of somebody who left; nothing is dropped in silence."""
    plan, other = a_plan(hospital), a_plan(hospital)
    receipts_of = {"schema": 1, "user": person_key(cast.colleague)}
    theirs = {**receipts_of, "items": [{"op": str(other.op), "body": other.body}]}
    bring(actor=cast.admin, author=cast.colleague, content=json.dumps(theirs).encode())
    poison = [None, 7, {"op": "x", "body": "{}"}, {"op": str(uuid4()), "body": 1}]
    listed = [{"op": str(one.op), "body": one.body} for one in (other, plan, plan)]
    saved = {"user": person_key(cast.rep), "items": [*poison, *listed]}
    client.force_login(cast.admin)
    file = SimpleUploadedFile("a.json", json.dumps(saved).encode())
    told = {"author": cast.rep.pk, "file": file}
    page = client.post("/sync/quarantine/bring", told, follow=True).content.decode()
    assert "1 项放进了隔离" in page
    assert "有 6 项读不懂" in page
    assert Envelope.objects.get(author=cast.rep).op == plan.op
    assert Envelope.objects.get(op=other.op).author == cast.colleague
    many = {**saved, "items": [1] * 20_001}
    with pytest.raises(Invalid):
        bring(actor=cast.admin, author=cast.rep, content=json.dumps(many).encode())


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00", b"\xff" * 99, b"[" * 99_999, b"PK\x03\x04", b"NaN", b"{}", b"[]",
     b'{"items":[{"op":"\\ud800","body":"\\ud800"}]}'],
)  # fmt: skip
def test_a_file_that_is_no_outbox_is_refused(cast, client, content):
    client.force_login(cast.admin)
    file = SimpleUploadedFile("a.json", content)
    told = {"author": cast.rep.pk, "file": file}
    assert client.post("/sync/quarantine/bring", told).status_code == 422
    assert not Envelope.objects.exists()


def test_an_item_of_somebody_else_is_not_there(signed, cast, hospital, client):
    receipts(signed, cast.rep, item("visit.amend", text="x"))
    kept = Envelope.objects.get()
    client.force_login(cast.colleague)
    for verb in ("choose", "hurry", "give-up", "take-back"):
        assert client.post(f"/sync/items/{kept.pk}/{verb}").status_code == 404
    assert client.post(f"/sync/quarantine/{kept.pk}/admit").status_code == 404
