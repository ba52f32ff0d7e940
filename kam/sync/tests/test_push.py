"""What a device sends is stored once, or kept safe with a reason."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.audit.models import Entry
from kam.sync.models import Envelope
from kam.sync.tests.sending import NOTE, Thing, a_plan, a_record, item, receipts, states
from kam.thinking.models import Observation
from kam.visits.models import Action, Amendment, Promise, Visit
from kam.visits.services import cancel_visit, edit_plan, submit_visit

pytestmark = pytest.mark.django_db


def test_a_plan_and_its_record_are_stored_once_however_often_they_come(
    signed, cast, hospital
):
    thing = uuid4()
    plan = a_plan(hospital, id=thing, wanted={"day": "2026-03-18"})
    seen = {"day": "2026-03-18", "people": [hospital.head.pk]}
    action = {"id": str(uuid4()), "text": "发草稿", "due_on": "2026-03-25"}
    promise = {**action, "id": str(uuid4()), "ours": True}
    note = a_record(
        hospital,
        thing,
        after=[plan],
        base=seen,
        actions=[action],
        promises=[promise],
        seconds=48,
    )
    first = receipts(signed, cast.rep, plan, note)
    assert [one["state"] for one in first] == ["stored", "stored"]
    assert receipts(signed, cast.rep, plan, note) == first
    assert receipts(signed, cast.rep, note, plan) == first[::-1]
    visit = Visit.objects.get(client_id=thing)
    assert (visit.state, visit.note_seconds) == ("submitted", 48)
    assert (Action.objects.count(), Promise.objects.count()) == (1, 1)
    assert str(Action.objects.get().client_id) == action["id"]
    assert first[1]["visit_id"] == visit.pk
    entry = Entry.objects.get(noun="visit", object_id=visit.pk)
    assert entry.actor_id == cast.rep.pk
    assert set(Envelope.objects.values_list("payload", flat=True)) == {""}
    assert Visit.objects.count() == 2  # the record has planned the next one


def test_the_same_id_with_another_body_overwrites_nothing(signed, cast, hospital):
    plan = a_plan(hospital)
    other = Thing(plan.body.replace("请她看流程", "别的"), plan.op)
    receipts(signed, cast.rep, plan)
    (told,) = receipts(signed, cast.rep, other)
    assert (told["state"], told["reason"]) == ("refused", "op-reused")
    assert Visit.objects.get().objective == "请她看流程"


def test_an_item_waits_for_what_it_follows_and_is_carried_out_then(
    signed, cast, hospital
):
    thing = uuid4()
    plan = a_plan(hospital, id=thing)
    review = item("visit.review", id=thing, account=hospital.account, after=[plan])
    cancel = item("visit.cancel", id=thing, after=[plan, review], reason="改期")
    assert states(signed, cast.rep, cancel) == ["waiting"]
    assert "改期" in Envelope.objects.get().payload
    assert states(signed, cast.rep, review) == ["waiting"]
    assert states(signed, cast.rep, plan) == ["stored"]
    assert states(signed, cast.rep, cancel, review) == ["stored", "stored"]
    visit = Visit.objects.get()
    assert (visit.state, visit.reviewed_at is not None) == ("cancelled", True)
    assert set(Envelope.objects.values_list("payload", flat=True)) == {""}


def test_fields_merge_and_notes_join_and_the_rest_is_a_choice(signed, cast, hospital):
    thing = uuid4()
    plan = a_plan(hospital, id=thing)
    receipts(signed, cast.rep, plan)
    visit = Visit.objects.get()
    edit_plan(
        actor=cast.rep,
        visit=visit,
        wanted={"objective": "网页上改的", "minutes": 30},
    )
    seen = {"objective": "请她看流程", "planned_ask": ""}
    mine = {"objective": "火车上改的", "planned_ask": "周五前给答复"}
    change = a_plan(hospital, id=thing, base=seen)
    change = item("visit.plan", id=thing, base=seen, wanted=mine)
    (told,) = receipts(signed, cast.rep, change)
    assert told["state"] == "conflict"
    assert told["conflicts"] == {
        "objective": {
            "before": "请她看流程",
            "mine": "火车上改的",
            "theirs": "网页上改的",
        }
    }
    visit.refresh_from_db()
    assert (visit.objective, visit.planned_ask) == ("网页上改的", "周五前给答复")
    settled = item(
        "visit.plan",
        id=thing,
        base={"objective": "网页上改的"},
        wanted={"objective": "火车上改的"},
        settles=str(change.op),
    )
    assert states(signed, cast.rep, settled, change) == ["stored", "conflict"]
    assert states(signed, cast.rep, change) == ["settled"]
    visit.refresh_from_db()
    assert visit.objective == "火车上改的"


def test_two_notes_of_one_visit_hold_both_texts(signed, cast, hospital):
    thing = uuid4()
    receipts(signed, cast.rep, a_plan(hospital, id=thing))
    one = item("visit.record", id=thing, base={}, wanted={"fact": "手机上写的"})
    two = item("visit.record", id=thing, base={}, wanted={"fact": "平板上写的"})
    assert states(signed, cast.rep, one, two) == ["stored", "merged"]
    fact = Visit.objects.get(client_id=thing).fact
    assert fact.startswith("手机上写的\n—— 陈一诺 2026-03-18 09:00 ——\n平板上写的")
    assert states(signed, cast.rep, two) == ["merged"]
    assert Visit.objects.get(client_id=thing).fact == fact


def test_a_record_of_a_submitted_visit_becomes_an_addition(signed, cast, hospital):
    thing = uuid4()
    plan = a_plan(hospital, id=thing, wanted={"day": "2026-03-18"})
    receipts(signed, cast.rep, plan)
    visit = Visit.objects.get()
    submit_visit(actor=cast.rep, visit=visit, wanted=NOTE)
    mine = a_record(hospital, thing, wanted={"fact": "另一台设备记下的。"})
    (told,) = receipts(signed, cast.rep, mine)
    assert (told["state"], told["fields"]) == ("merged", ["fact"])
    assert Visit.objects.get(pk=visit.pk).fact == NOTE["fact"]
    assert "另一台设备记下的。" in Amendment.objects.get().text
    assert states(signed, cast.rep, mine) == ["merged"]
    assert Amendment.objects.count() == 1


def test_a_record_of_a_cancelled_visit_is_a_choice(signed, cast, hospital):
    thing = uuid4()
    plan = a_plan(hospital, id=thing, wanted={"day": "2026-03-18"})
    receipts(signed, cast.rep, plan)
    cancel_visit(actor=cast.rep, visit=Visit.objects.get(), reason="她出差")
    mine = a_record(hospital, thing)
    (told,) = receipts(signed, cast.rep, mine)
    assert told["conflicts"]["state"]["theirs"] == "cancelled"
    again = a_record(hospital, thing, base={"state": "cancelled"}, settles=str(mine.op))
    assert states(signed, cast.rep, again) == ["stored"]
    assert Visit.objects.get(client_id=thing).state == "submitted"
    assert Envelope.objects.get(op=mine.op).state == "settled"


def test_actions_and_promises_are_entered_edited_closed_and_reopened(
    signed, cast, hospital
):
    one, two = uuid4(), uuid4()
    said = {"text": "发草稿", "due_on": "2026-03-25"}
    opened = item("action.open", id=one, account=hospital.account, wanted=said)
    edited = item(
        "action.edit", id=one, after=[opened], base=said, wanted={"text": "寄草稿"}
    )
    closed = item(
        "action.close", id=one, after=[opened, edited], wanted={"state": "done"}
    )
    promised = item(
        "promise.open",
        id=two,
        account=hospital.account,
        wanted={**said, "ours": False, "stakeholder_id": hospital.head.pk},
    )
    kept = item("promise.close", id=two, after=[promised], wanted={"state": "kept"})
    back = item("promise.reopen", id=two, after=[promised, kept])
    told = states(signed, cast.rep, closed, edited, kept, back, promised, opened)
    assert told == ["stored"] * 6
    action, promise = Action.objects.get(), Promise.objects.get()
    assert (action.text, action.state) == ("寄草稿", "done")
    assert (promise.state, promise.side, promise.closed_at) == ("open", "theirs", None)
    again = item("action.close", id=one, wanted={"state": "dropped"})
    (told,) = receipts(signed, cast.rep, again)
    assert told["conflicts"]["state"]["theirs"] == "done"


def test_an_observation_is_added_once(signed, cast, hospital):
    seen = item(
        "observation.add",
        wanted={"stakeholder_id": hospital.head.pk, "quadrant": "a", "note": "先看数"},
    )
    assert states(signed, cast.rep, seen, seen)[0] == "stored"
    assert states(signed, cast.rep, seen) == ["stored"]
    assert Observation.objects.get().note == "先看数"


def test_one_poisonous_item_costs_no_other(signed, cast, hospital, monkeypatch):
    poison = a_plan(hospital, wanted={"objective": "炸"})
    good = [a_plan(hospital, wanted={"day": f"2026-03-{d}"}) for d in (21, 22)]
    broken = Thing("{not json")
    plan = "kam.sync.services.applying.plans.finish"
    real = __import__("kam.visits.services.planning", fromlist=["finish"]).finish

    def explode(ledger, entry):
        if entry.visit.objective == "炸":
            raise TypeError
        real(ledger, entry)

    monkeypatch.setattr(plan, explode)
    told = receipts(signed, cast.rep, good[0], poison, broken, good[1])
    assert [one["state"] for one in told] == [
        "stored", "quarantined", "quarantined", "stored",
    ]  # fmt: skip
    assert [one.get("reason") for one in told] == [None, "fault", "unreadable", None]
    assert "炸" in Envelope.objects.get(op=poison.op).payload
    assert Visit.objects.count() == 2


def test_a_batch_costs_the_same_whatever_its_size(signed, cast, hospital):
    def cost(count):
        batch = []
        for number in range(count):
            thing = uuid4()
            day = f"2026-03-{1 + number % 17:02d}"
            said = {"id": str(uuid4()), "text": "x", "due_on": "2026-04-01"}
            batch.append(
                a_record(
                    hospital,
                    thing,
                    wanted={"day": day, "next_day": None},
                    actions=[said],
                    promises=[
                        {
                            **said,
                            "id": str(uuid4()),
                            "ours": True,
                            "stakeholder_id": hospital.chief.pk,
                        }
                    ],
                )
            )
        with CaptureQueriesContext(connection) as caught:
            assert set(states(signed, cast.rep, *batch)) == {"stored"}
        return len(caught)

    cost(1)
    assert cost(2) == cost(50)
