"""Asking, deciding, using: what is promised, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.accounts.services import AccountDraft, archive_account, create_account
from kam.core.bulk import BulkRow, Fate
from kam.core.clock import today
from kam.core.errors import Forbidden, Invalid, Stale
from kam.people.services import change_setting
from kam.resources.models import Booking, Hold
from kam.resources.queries import bookings_by_step, rule_of
from kam.resources.rules.costs import Booked, booked_of
from kam.resources.services import (
    approve_booking,
    archive_resource,
    bulk_bookings,
    bulk_resources,
    cancel_booking,
    edit_booking,
    edit_resource,
    edit_rule,
    rebook_booking,
    reconsider_booking,
    refuse_booking,
    reopen_booking,
    resubmit_booking,
    use_booking,
    withdraw_booking,
)
from kam.web.speech import sentences
from kam.web.templatetags.ui_dates import day_words

pytestmark = pytest.mark.django_db


def held(row):
    """Return the periods a booking holds."""
    return [hold.period for hold in Hold.objects.filter(booking=row)]


def test_a_request_is_approved_used_and_every_deed_is_undone(field):
    lead = field.cast.lead
    expert = field.resource(capacity=2)
    row = field.ask(expert, last_day=field.day + timedelta(1), quantity=2)
    assert (row.state, held(row)) == ("waiting", [])
    row = approve_booking(actor=lead, booking=row, quantity=1, note="先安排一位")
    assert (row.asked, row.quantity, row.decided_by, row.reason) == (
        2,
        1,
        lead,
        "先安排一位",
    )
    assert held(row) == [field.day, field.day + timedelta(1)]
    assert row.planned_minor == 2 * 200_00
    assert held(cancel_booking(actor=field.cast.rep, booking=row)) == []
    assert len(held(rebook_booking(actor=field.cast.rep, booking=row))) == 2
    back = reconsider_booking(actor=lead, booking=row)
    assert (back.state, back.quantity, back.decided_at, held(back)) == (
        "waiting",
        2,
        None,
        [],
    )
    assert refuse_booking(actor=lead, booking=row, reason="太早").state == "refused"
    assert reconsider_booking(actor=lead, booking=row).reason == ""
    assert withdraw_booking(actor=field.cast.rep, booking=row).state == "withdrawn"
    assert resubmit_booking(actor=field.cast.rep, booking=row).state == "waiting"


def test_what_is_used_costs_what_it_really_cost(field):
    now = today("Asia/Shanghai")
    row = field.ask(field.resource(), first_day=now, step_id=7)
    with pytest.raises(Stale):
        use_booking(actor=field.cast.rep, booking=row)
    row = approve_booking(actor=field.cast.lead, booking=row)
    assert booked_of(bookings_by_step([7])[7]) == {"CNY": Booked(1, 200_00, 0)}
    used = use_booking(actor=field.cast.rep, booking=row, actual_minor=150_00)
    assert (used.state, used.used_on) == ("used", now)
    assert booked_of(bookings_by_step([7])[7]) == {"CNY": Booked(1, 200_00, 150_00)}
    assert reopen_booking(actor=field.cast.rep, booking=row).actual_minor is None


def test_more_than_is_free_is_refused_and_names_what_is_free_and_when(field):
    expert = field.resource(capacity=3)
    approve_booking(actor=field.cast.lead, booking=field.ask(expert, quantity=2))
    with pytest.raises(Invalid) as refused:
        field.ask(expert, quantity=2)
    told = sentences(refused.value)
    day, after = day_words(field.day), day_words(field.day + timedelta(1))
    assert f"{day}只剩 1 天，不够 2 天" in told["what"]
    assert told["todo"] == f"最早 {after}起可以"
    with pytest.raises(Invalid) as never:
        field.ask(expert, quantity=4)
    told = sentences(never.value)
    assert "每天最多 3 天，不够 4 天" in told["what"]
    assert told["todo"] == "请减少数量，或分几次申请"


@pytest.mark.parametrize(
    ("span", "first", "last", "fits"),
    [("month", 0, 0, False), ("year", 0, 0, False), ("total", 0, 0, False),
     ("day", 1, 1, True), ("day", 0, 1, False)],
)  # fmt: skip
def test_a_capacity_counts_for_its_span(field, span, first, last, fits):
    field.day = field.day.replace(month=3, day=3, year=field.day.year + 1)
    stock = field.resource(capacity=5, span=span)
    approve_booking(actor=field.cast.lead, booking=field.ask(stock, quantity=3))
    days = {
        "first_day": field.day + timedelta(first),
        "last_day": field.day + timedelta(last),
    }
    if fits:
        assert field.ask(stock, quantity=3, **days)
    else:
        with pytest.raises(Invalid, match="只剩"):
            field.ask(stock, quantity=3, **days)


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"first_day": -20}, "first_day"),
        ({"last_day": -1}, "last_day"),
        ({"last_day": 40}, "last_day"),
        ({"first_day": 400}, "first_day"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": 2**40}, "quantity"),
        ({"resource_id": 0}, "resource_id"),
        ({"why": "x" * 501}, "why"),
    ],
)
def test_a_request_that_cannot_be_is_refused_where_it_is_wrong(field, told, where):
    until = field.day + timedelta(90)
    room = field.resource(ends_on=until)
    for name in {"first_day", "last_day"} & set(told):
        told = {**told, name: field.day + timedelta(told[name])}
    if where == "resource_id":
        room.pk = 0
        told = {}
    with pytest.raises(Invalid) as refused:
        field.ask(room, **told)
    assert where in refused.value.fields


def test_what_is_archived_or_of_an_archived_account_is_not_given(field):
    expert = field.resource()
    row = field.ask(expert)
    archive_resource(actor=field.cast.lead, resource=expert)
    with pytest.raises(Invalid, match="有些内容"):
        approve_booking(actor=field.cast.lead, booking=row)
    archive_account(actor=field.cast.lead, account=field.account)
    field.account.refresh_from_db()
    with pytest.raises(Invalid, match="流失或归档"):
        field.ask(expert)


def test_samples_stand_nowhere_until_the_company_enables_them(field):
    with pytest.raises(Invalid) as refused:
        field.resource("试用装", kind="sample")
    assert "kind" in refused.value.fields
    change_setting(actor=field.cast.admin, key="resources.samples", value=True)
    sample = field.resource("试用装", kind="sample")
    row = field.ask(sample)
    change_setting(actor=field.cast.admin, key="resources.samples", value=False)
    with pytest.raises(Invalid):
        field.ask(sample)
    with pytest.raises(Invalid):
        approve_booking(actor=field.cast.lead, booking=row)


def test_what_reaches_a_person_is_confirmed_in_the_words_of_the_company(field):
    expert = field.resource()
    with pytest.raises(Invalid) as refused:
        field.ask(expert, stakeholder_id=field.person.pk)
    assert "assured" in refused.value.fields
    text = "我确认活动已经合规部备案。"
    edit_rule(actor=field.cast.admin, kind="expert", text=text, always=True)
    with pytest.raises(Forbidden):
        edit_rule(actor=field.cast.lead, kind="expert", text="x", always=False)
    with pytest.raises(Invalid):
        field.ask(expert)
    row = field.ask(expert, stakeholder_id=field.person.pk, assured=True)
    assert (row.assured_by, row.assured_text) == (field.cast.rep, text)
    assert rule_of("event").text != text


def test_who_keeps_the_resource_decides_without_seeing_the_customer(field):
    keeper = field.cast.rival
    shared = field.resource("总部讲师", by=keeper)
    row = field.ask(shared)
    seen = Booking.objects.visible_to(keeper)
    assert seen.get() == row
    assert not seen.of_customer(keeper).exists()
    assert Booking.objects.to_decide(keeper, field.day).get() == row
    assert approve_booking(actor=keeper, booking=row).state == "booked"


def test_what_needs_no_approval_is_booked_at_once_and_once_only(field):
    room = field.resource(needs_approval=False)
    assert field.ask(room).state == "booked"
    with pytest.raises(Invalid, match="已经订满"):
        field.ask(room)


def test_a_waiting_request_is_changed_and_a_decided_one_is_not(field):
    row = field.ask(field.resource(capacity=5))
    told = edit_booking(actor=field.cast.rep, booking=row, wanted={"quantity": 3})
    assert (told.asked, told.quantity) == (3, 3)
    with pytest.raises(Invalid):
        edit_booking(actor=field.cast.rep, booking=row, wanted={"quantity": 9})
    with pytest.raises(Invalid):
        edit_booking(actor=field.cast.rep, booking=row, wanted={"state": "booked"})
    approve_booking(actor=field.cast.lead, booking=row)
    with pytest.raises(Stale):
        edit_booking(actor=field.cast.rep, booking=row, wanted={"quantity": 1})


def test_a_request_whose_days_are_over_is_expired(field):
    row = field.ask(field.resource(), first_day=today("Asia/Shanghai"))
    Booking.objects.filter(pk=row.pk).update(
        first_day="2024-01-02", last_day="2024-01-02"
    )
    with pytest.raises(Invalid, match="已经过去"):
        approve_booking(actor=field.cast.lead, booking=row)
    assert Booking.objects.expired(today("Asia/Shanghai")).count() == 1


def test_the_catalogue_is_kept_by_managers_of_the_team(field):
    cast = field.cast
    expert = field.resource()
    with pytest.raises(Forbidden):
        edit_resource(actor=cast.rep, resource=expert, wanted={"unit": "次"})
    with pytest.raises(Forbidden):
        edit_resource(actor=cast.rival, resource=expert, wanted={"unit": "次"})
    with pytest.raises(Invalid) as twice:
        field.resource()
    assert "name" in twice.value.fields
    approve_booking(actor=cast.lead, booking=field.ask(expert))
    with pytest.raises(Invalid) as counted:
        edit_resource(actor=cast.lead, resource=expert, wanted={"span": "year"})
    assert "span" in counted.value.fields


def rows_of(*told):
    """Return rows of a file."""
    return [BulkRow(n, values) for n, values in enumerate(told, start=2)]


def test_resources_come_from_a_file(field):
    told = {"name": "培训室", "kind": "会议与活动", "unit": "席", "capacity": "20"}
    rows = rows_of(told, {**told, "kind": "样品", "name": "试用装"}, {"name": ""})
    lead = field.cast.lead
    for dry in (True, False):
        fates = [r.fate for r in bulk_resources(actor=lead, rows=rows, dry_run=dry)]
        assert fates == [Fate.CREATED, Fate.FAILED, Fate.FAILED]
    again = bulk_resources(actor=lead, rows=rows_of({**told, "notes": "三楼"}))
    assert again[0].fate is Fate.UPDATED
    with pytest.raises(Forbidden):
        bulk_resources(actor=field.cast.rep, rows=rows)


def test_requests_come_from_a_file_with_the_same_words_where_it_is_full(field):
    room = field.resource(needs_approval=False)
    told = {"account": "东湖医院", "resource": room.name, "first_day": str(field.day)}
    again = {**told, "why": "第二次"}
    rows = rows_of(told, {**again, "quantity": "1"}, {**again, "last_day": "x"})
    rows += [BulkRow(9, {**again, "last_day": str(field.day + timedelta(1))})]
    for dry in (True, False):
        made = bulk_bookings(actor=field.cast.rep, rows=rows, dry_run=dry)
        assert [r.fate for r in made] == [
            Fate.CREATED,
            Fate.SKIPPED,
            Fate.FAILED,
            Fate.FAILED,
        ]
    with pytest.raises(Invalid) as one:
        field.ask(room)
    assert made[3].faults[0].message == one.value.what
    other = create_account(actor=field.cast.stranger, draft=AccountDraft(name="远山"))
    strange = rows_of({**told, "account": other.name})
    assert bulk_bookings(actor=field.cast.rep, rows=strange)[0].fate is Fate.FAILED
