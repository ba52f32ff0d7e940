"""Devices that were away: accounts that moved on, clocks that were wrong."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from kam.accounts.services import change_owner
from kam.core.clock import now, pretend
from kam.sync.models import Device, Envelope
from kam.sync.services import give_leases
from kam.sync.tests.sending import a_plan, a_record, receipts, states
from kam.visits.models import Visit

pytestmark = pytest.mark.django_db


def test_who_lost_the_account_leaves_history_and_reads_nothing(signed, cast, hospital):
    give_leases(user=cast.rep, account_ids=[hospital.account.pk])
    thing, other = uuid4(), uuid4()
    receipts(signed, cast.rep, a_plan(hospital, id=thing, wanted={"day": "2026-03-18"}))
    change_owner(actor=None, account=hospital.account, owner=cast.colleague)
    assert Visit.objects.get().owner == cast.colleague
    note = a_record(hospital, thing)
    quick = a_record(hospital, other, wanted={"day": "2026-03-17"})
    ahead = a_plan(hospital)
    told = receipts(signed, cast.rep, note, quick, ahead)
    assert [one["state"] for one in told] == ["stored", "stored", "quarantined"]
    assert [one["reason"] for one in told] == ["late", "late", "no-access"]
    assert all("visit_id" not in one for one in told)
    late = Visit.objects.filter(state="submitted")
    assert {(v.owner, v.late_at) for v in late} == {(cast.rep, now())}
    coming = Visit.objects.filter(state="planned")
    assert {visit.owner for visit in coming} == {cast.colleague}
    assert signed.get(f"/visits/{late[0].pk}").status_code == 404


def test_who_never_had_the_account_writes_nothing_there(signed, cast, hospital, client):
    client.force_login(cast.stranger)
    told = receipts(
        client, cast.stranger, a_plan(hospital), a_record(hospital, uuid4())
    )
    assert {one["reason"] for one in told} == {"no-access"}
    assert Visit.objects.count() == 0
    assert Envelope.objects.filter(author=cast.stranger).count() == 2


def test_a_wrong_clock_is_flagged_and_costs_nothing(signed, cast, hospital):
    ten_years = timedelta(days=3650)
    for off in (ten_years, -ten_years):
        at = now() + off
        plan = a_plan(hospital, at=at)
        told = receipts(signed, cast.rep, plan, now=at.isoformat())
        assert told[0]["state"] == "stored"
        assert Envelope.objects.get(op=plan.op).is_skewed
    assert Device.objects.get().skew_seconds == -3650 * 86400
    assert Visit.objects.count() == 2


def test_a_plan_that_was_ahead_when_written_is_stored_after_it(signed, cast, hospital):
    written = now() - timedelta(days=5)
    plan = a_plan(hospital, at=written, wanted={"day": "2026-03-14"})
    late = a_plan(hospital, at=written, wanted={"day": "2026-03-12"})
    assert states(signed, cast.rep, plan, late) == ["stored", "quarantined"]


def test_what_came_late_is_marked_for_the_new_owner_for_seven_days(
    signed, cast, hospital, client
):
    give_leases(user=cast.rep, account_ids=[hospital.account.pk])
    change_owner(actor=None, account=hospital.account, owner=cast.colleague)
    note = a_record(hospital, uuid4(), wanted={"day": "2026-03-17"})
    assert states(signed, cast.rep, note) == ["stored"]
    client.force_login(cast.colleague)
    for days, is_told in ((0, True), (6, True), (8, False)):
        with pretend(now() + timedelta(days=days)):
            page = client.get("/today").content.decode()
        assert ("晚到的记录" in page) is is_told, days
    room = client.get(f"/accounts/{hospital.account.pk}").content.decode()
    assert "晚到" in room
    client.force_login(cast.lead)
    assert "晚到的记录" not in client.get("/today").content.decode()
