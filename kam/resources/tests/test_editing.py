"""A request that waits is changed on its page, and nobody's words are lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kam.audit.models import Entry
from kam.core.errors import Invalid
from kam.resources.forms import BookingForm
from kam.resources.models import Booking
from kam.resources.services import approve_booking, archive_resource, edit_booking

pytestmark = pytest.mark.django_db


def as_one(user):
    client = Client()
    client.force_login(user)
    return client


def url_of(row):
    return reverse("resources:request-edit", args=[row.pk])


def typed(row, **told):
    """Return what a browser sends of the form as it stood."""
    form = BookingForm(instance=row)
    usual = {name: form[name].value() for name in form.fields}
    sent = {**usual, **told}
    return {name: "" if value is None else str(value) for name, value in sent.items()}


def test_days_quantity_and_reason_change_and_the_audit_tells(field):
    row = field.ask(field.resource(capacity=5))
    rep, later = as_one(field.cast.rep), field.day + timedelta(days=3)
    assert url_of(row) in rep.get(f"/requests/{row.pk}").content.decode()
    shown = rep.get(url_of(row)).content.decode()
    assert row.why in shown
    assert "剩 5 天" in shown
    told = typed(row, first_day=later, quantity=2, why="他要看急诊流程")
    assert rep.post(url_of(row), told).status_code == 303
    row.refresh_from_db()
    assert (row.first_day, row.last_day, row.state) == (later, later, "waiting")
    assert (row.asked, row.quantity, row.why) == (2, 2, "他要看急诊流程")
    last = Entry.objects.filter(noun="booking", object_id=row.pk).latest("id")
    assert (last.verb, last.actor) == ("booking.edit", field.cast.rep)


def test_what_does_not_fit_is_refused_with_the_words_of_asking(field):
    expert, rep = field.resource(), as_one(field.cast.rep)
    taken = field.day + timedelta(days=1)
    approve_booking(actor=field.cast.lead, booking=field.ask(expert, first_day=taken))
    row = field.ask(expert)
    for told, said in (
        ({"first_day": taken}, "已经订满"),
        ({"quantity": 2}, "每天最多 1 天"),
        ({"last_day": field.day - timedelta(days=1)}, "最后一天早于第一天"),
        ({"first_day": "2020-01-01"}, "日子已经过去"),
    ):
        sent = typed(row, why="先说明", **told)
        answer = rep.post(url_of(row), sent)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert said in page, said
        assert "先说明" in page
    archive_resource(actor=field.cast.lead, resource=expert)
    with pytest.raises(Invalid):
        edit_booking(actor=field.cast.rep, booking=row, wanted={"why": "x"})


def test_both_changed_is_a_choice_and_the_rest_merges(field):
    row = field.ask(field.resource(capacity=5))
    mine = typed(row, quantity=2, why="我的理由")
    edit_booking(
        actor=field.cast.lead, booking=row, wanted={"quantity": 3, "why": "主管改的"}
    )
    rep = as_one(field.cast.rep)
    answer = rep.post(url_of(row), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "主管改的" in page
    assert "我的理由" in page
    quiet = typed(row, first_day=field.day + timedelta(days=2))
    assert rep.post(url_of(row), quiet).status_code == 303
    row.refresh_from_db()
    assert (row.quantity, row.asked, row.why) == (3, 3, "主管改的")
    assert row.first_day == field.day + timedelta(days=2)


def test_the_days_that_two_changes_make_together_are_checked(field):
    row = field.ask(field.resource(), last_day=field.day + timedelta(days=2))
    before = {"first_day": row.first_day, "last_day": row.last_day}
    later = {"first_day": field.day + timedelta(days=2)}
    edit_booking(actor=field.cast.lead, booking=row, wanted=later)
    with pytest.raises(Invalid):
        edit_booking(
            actor=field.cast.rep,
            booking=row,
            wanted={"last_day": field.day + timedelta(days=1)},
            before=before,
        )
    # Where nobody changed it meanwhile, the same change stands.
    row = field.ask(field.resource("另一位"), last_day=field.day + timedelta(days=2))
    wanted = {"last_day": field.day + timedelta(days=1)}
    assert edit_booking(
        actor=field.cast.rep, booking=row, wanted=wanted, before=before
    ).last_day == field.day + timedelta(days=1)


def test_a_request_whose_days_are_over_is_brought_back_by_new_days(field):
    row = field.ask(field.resource())
    Booking.objects.filter(pk=row.pk).update(
        first_day="2024-01-02", last_day="2024-01-02"
    )
    row.refresh_from_db()
    rep = as_one(field.cast.rep)
    assert rep.post(url_of(row), typed(row)).status_code == 422
    told = typed(row, first_day=field.day)
    assert rep.post(url_of(row), told).status_code == 303
    assert approve_booking(actor=field.cast.lead, booking=row).state == "booked"


def test_a_decided_one_is_not_changed_and_what_was_typed_stays(field):
    row = field.ask(field.resource())
    told, rep = typed(row, why="还想补一句"), as_one(field.cast.rep)
    approve_booking(actor=field.cast.lead, booking=row)
    answer = rep.post(url_of(row), told)
    assert answer.status_code == 409
    assert "还想补一句" in answer.content.decode()
    assert rep.get(url_of(row)).url == f"/requests/{row.pk}"
    assert url_of(row) not in rep.get(f"/requests/{row.pk}").content.decode()


def test_only_who_works_on_the_account_changes_it(field):
    row = field.ask(field.resource("总部讲师", by=field.cast.rival))
    for part, status in (("rival", 403), ("stranger", 404), ("analyst", 403)):
        client = as_one(getattr(field.cast, part))
        assert client.get(url_of(row)).status_code == status, part
        assert client.post(url_of(row), typed(row)).status_code == status, part
