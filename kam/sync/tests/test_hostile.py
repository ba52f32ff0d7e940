"""A hostile or broken device reads nothing, takes nothing, and blocks no other item."""

from __future__ import annotations

import json
from datetime import date
from uuid import uuid4

import pytest

from kam.accounts.services import change_owner, share_account
from kam.sync.models import Envelope
from kam.sync.queries.envelopes import with_seen_account
from kam.sync.schemas import envelope_out
from kam.sync.services import give_leases
from kam.sync.services.pushing import try_again
from kam.sync.tests.sending import (
    NOTE,
    Thing,
    a_plan,
    a_record,
    frame,
    item,
    receipts,
    send,
    states,
)
from kam.visits.models import Action, Amendment, Visit
from kam.visits.services import edit_plan, submit_visit
from kam.visits.tests.conftest import make_account, make_person

pytestmark = pytest.mark.django_db
ACTION = {"text": "潜入", "due_on": "2026-03-25"}


@pytest.fixture
def elsewhere(cast):
    """Somebody at an account that the representative does not see."""
    return make_person(make_account(cast.stranger, "北方医院"), "白无影")


@pytest.fixture
def planned(signed, cast, hospital):
    """A plan for today that the representative's device knows."""
    thing = uuid4()
    receipts(signed, cast.rep, a_plan(hospital, id=thing, wanted={"day": "2026-03-18"}))
    return thing


@pytest.mark.parametrize("name", ["\ud800", "a\x00b", "x" * 5000])
@pytest.mark.parametrize("is_inside", [False, True])
def test_a_strange_name_of_a_field_costs_no_other_item(
    signed, cast, hospital, name, is_inside
):
    told = a_plan(hospital).told
    (told["wanted"] if is_inside else told)[name] = 1
    poison = Thing(json.dumps(told))
    told = states(signed, cast.rep, poison, a_plan(hospital))
    assert told == ["quarantined", "stored"]
    assert states(signed, cast.rep, poison) == ["quarantined"]


def test_a_strange_value_that_a_refusal_repeats_costs_no_other_item(
    signed, cast, hospital
):
    half = a_record(hospital, uuid4(), wanted={"start_time": "\ud800\x00"}).told
    told = states(signed, cast.rep, Thing(json.dumps(half)), a_plan(hospital))
    assert told == ["quarantined", "stored"]


def test_the_page_of_what_is_kept_shows_any_payload(signed, cast):
    odd = {"people": [{"a": 1}], "stakeholder_id": [1], "outcome": {"b": [2]}}
    kept = item("visit.plan", wanted={**odd, "<script>x": "<script>x"})
    assert states(signed, cast.rep, kept) == ["quarantined"]
    answer = signed.get("/sync")
    assert answer.status_code == 200
    assert b"<script>x" not in answer.content


def test_a_strange_name_in_a_batch_is_refused_and_not_a_fault(signed, cast):
    told = json.dumps({**frame(cast.rep, []), "\ud800": 1})
    assert send(signed, told).status_code == 422


def test_an_account_out_of_sight_reads_like_one_that_is_not_there(
    signed, cast, hospital, elsewhere
):
    hidden, absent, own = (
        item("action.open", account=pk, wanted=ACTION)
        for pk in (elsewhere.account_id, 10**9, hospital.account.pk)
    )
    receipts(signed, cast.rep, hidden, absent, own)
    rows = with_seen_account(cast.rep, Envelope.objects.order_by("pk"))
    told = [envelope_out(row) for row in rows]
    assert [row.account_id for row in told] == [None, None, hospital.account.pk]
    assert Envelope.objects.get(op=hidden.op).account_id == elsewhere.account_id


def test_people_out_of_sight_are_not_named_in_an_addition(
    signed, cast, planned, elsewhere
):
    submit_visit(actor=cast.rep, visit=Visit.objects.get(), wanted=NOTE)
    wanted = {"people": [elsewhere.pk], "fact": "另一台设备记下的。"}
    said = {"wanted": wanted, "actions": [{**ACTION, "id": str(uuid4())}]}
    (told,) = receipts(
        signed, cast.rep, item("visit.record", id=planned, submit=True, **said)
    )
    assert told["state"] == "quarantined"
    assert "people" in told["errors"]
    assert (Amendment.objects.count(), Action.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [("fact", "长" * 100_000), ("day", "9999-12-31"), ("outcome", "none such")],
)
def test_what_no_record_holds_is_no_addition_either(signed, cast, planned, name, value):
    submit_visit(actor=cast.rep, visit=Visit.objects.get(), wanted=NOTE)
    note = item("visit.record", id=planned, wanted={name: value}, submit=True)
    (told,) = receipts(signed, cast.rep, note)
    assert (told["state"], list(told["errors"])) == ("quarantined", [name])
    assert Amendment.objects.count() == 0


def test_people_out_of_sight_are_refused_like_people_who_are_not_there(
    signed, cast, elsewhere
):
    told = receipts(
        signed,
        cast.rep,
        *(
            item("observation.add", wanted={"stakeholder_id": pk, "quadrant": "a"})
            for pk in (elsewhere.pk, 10**9)
        ),
    )
    one, two = ({**t, "op": "", "hash": "", "seq": 0} for t in told)
    assert one == two


def test_who_works_beside_the_owner_takes_no_plan_of_theirs(
    client, cast, hospital, planned
):
    guest = cast.stranger
    share_account(actor=None, account=hospital.account, user_id=guest.pk)
    client.force_login(guest)
    assert client.get("/sync/snapshot").status_code == 200
    assert states(client, guest, a_record(hospital, planned)) == ["quarantined"]
    visit = Visit.objects.get()
    assert (visit.owner, visit.state) == (cast.rep, "planned")


def test_who_lost_an_account_reads_nothing_the_new_owner_planned(
    signed, cast, hospital, planned
):
    give_leases(user=cast.rep, account_ids=[hospital.account.pk])
    change_owner(actor=None, account=hospital.account, owner=cast.colleague)
    edit_plan(
        actor=cast.colleague, visit=Visit.objects.get(), wanted={"objective": "秘密"}
    )
    note = a_record(hospital, planned, base={}, wanted={"objective": "我的"})
    told = receipts(signed, cast.rep, note)
    assert "秘密" not in json.dumps(told, ensure_ascii=False)
    assert (told[0]["state"], told[0]["reason"]) == ("stored", "late")
    visit = Visit.objects.get(client_id=planned)
    assert (visit.owner, visit.objective) == (cast.colleague, "秘密")
    assert Visit.objects.get(state="submitted").owner == cast.rep


def test_who_lost_an_account_plans_nothing_ahead_there(signed, cast, hospital):
    give_leases(user=cast.rep, account_ids=[hospital.account.pk])
    thing = uuid4()
    assert states(signed, cast.rep, a_record(hospital, thing, submit=False)) == [
        "stored"
    ]
    change_owner(actor=None, account=hospital.account, owner=cast.colleague)
    ahead = {"base": {"day": "2026-03-18"}, "wanted": {"day": "2026-05-20"}}
    told = receipts(signed, cast.rep, item("visit.plan", id=thing, **ahead))
    assert told[0]["reason"] == "no-access"
    assert Visit.objects.get().day == date(2026, 3, 18)


def test_what_is_admitted_opens_no_door_for_what_follows_it(
    client, cast, hospital, elsewhere
):
    author = cast.stranger
    change_owner(actor=None, account=elsewhere.account, owner=cast.colleague)
    client.force_login(author)
    note = {"account": elsewhere.account, "wanted": {**NOTE, "day": "2026-03-18"}}
    first = item("visit.record", **note)
    second = item("visit.review", id=first.told["id"], after=[first])
    third = item("action.open", account=hospital.account, after=[second], wanted=ACTION)
    told = states(client, author, first, second, third)
    assert told == ["quarantined", "waiting", "waiting"]
    kept = Envelope.objects.get(op=first.op)
    assert try_again(author=author, envelope=kept, is_admitted=True).state == "stored"
    assert states(client, author, second, third) == ["quarantined", "quarantined"]
    assert Action.objects.count() == 0


def test_an_item_that_is_refused_settles_nothing(signed, cast, hospital):
    kept = a_record(hospital, uuid4(), wanted={"fact": ""})
    worse = a_record(hospital, uuid4(), wanted={"day": "x"}, settles=str(kept.op))
    assert states(signed, cast.rep, kept, worse) == ["quarantined", "quarantined"]
    assert Envelope.objects.get(op=kept.op).payload
    better = a_record(hospital, uuid4(), settles=str(kept.op))
    assert states(signed, cast.rep, better, kept) == ["stored", "quarantined"]
    assert states(signed, cast.rep, kept) == ["settled"]


def test_who_came_along_is_added_to_a_locked_record_by_name(signed, cast, planned):
    submit_visit(actor=cast.rep, visit=Visit.objects.get(), wanted=NOTE)
    notes = [
        item("visit.record", id=planned, wanted={"colleagues": [who.pk]}, submit=True)
        for who in (cast.lead, cast.stranger)
    ]
    told = receipts(signed, cast.rep, *notes)
    assert [one["state"] for one in told] == ["merged", "quarantined"]
    assert list(told[1]["errors"]) == ["colleagues"]
    assert cast.lead.name in Amendment.objects.get().text
