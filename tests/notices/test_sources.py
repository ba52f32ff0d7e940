"""What requests and account plans ask of a person, until it is dealt with."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from kam.blueprints.queries import handout_of
from kam.blueprints.services import (
    Answer,
    add_remark,
    answer_goals,
    edit_blueprint,
    send_back_blueprint,
    settle_remark,
    submit_blueprint,
)
from kam.blueprints.tests.conftest import (
    blueprint,
    fresh,
    full,
    hospital,
    share,
    wednesday,
)
from kam.notices.queries import everything
from kam.resources.models import Booking
from kam.resources.services import approve_booking, refuse_booking
from kam.resources.tests.conftest import field

pytestmark = pytest.mark.django_db
__all__ = ["blueprint", "field", "full", "hospital", "wednesday"]


def keys(user, day, kind):
    found = everything(user, day)
    return [row.notice.key for row in found.waiting if row.source.kind == kind]


def test_a_request_asks_who_decides_until_it_is_decided(field):
    cast, day = field.cast, field.day - timedelta(days=5)
    row = field.ask(field.resource())
    key = f"booking:{row.pk}"
    assert keys(cast.lead, day, "requests") == [key]
    assert keys(cast.rep, day, "requests") == []
    assert keys(cast.rival, day, "requests") == []
    approve_booking(actor=cast.lead, booking=row)
    assert keys(cast.lead, day, "requests") == []


@pytest.mark.parametrize(
    ("decide", "title"),
    [
        (approve_booking, "申请已批准：应用专家 林工"),
        (partial(refuse_booking, reason="那天在展会"), "申请没有批准：应用专家 林工"),
    ],
)
def test_who_asked_is_told_what_was_decided_for_two_weeks(field, decide, title):
    cast, resource = field.cast, field.resource()
    row = field.ask(resource)
    decide(actor=cast.lead, booking=row)
    found = everything(cast.rep, field.day)
    [told] = [row for row in found.waiting if row.source.kind == "requests"]
    assert (told.notice.key, told.notice.title) == (f"booking:{row.pk}:answer", title)
    assert keys(cast.lead, field.day, "requests") == []
    assert keys(cast.rival, field.day, "requests") == []
    far = field.day + timedelta(days=40)
    Booking.objects.filter(pk=row.pk).update(last_day=far)
    assert keys(cast.rep, far, "requests") == []


def test_who_decided_alone_is_told_nothing(field):
    row = field.ask(field.resource(needs_approval=False))
    assert row.state == "booked"
    assert keys(field.cast.rep, field.day, "requests") == []


def test_a_submitted_plan_asks_the_manager_and_a_returned_one_its_owner(
    cast, blueprint, wednesday
):
    told = f"blueprint:{blueprint.pk}"
    sent = submit_blueprint(actor=cast.rep, blueprint=blueprint)
    assert keys(cast.lead, wednesday, "blueprints") == [f"{told}:decide"]
    assert keys(cast.rep, wednesday, "blueprints") == []
    assert keys(cast.rival, wednesday, "blueprints") == []
    send_back_blueprint(actor=cast.lead, blueprint=sent, words="目标太低")
    assert keys(cast.lead, wednesday, "blueprints") == []
    assert keys(cast.rep, wednesday, "blueprints") == [f"{told}:back"]


def test_who_submitted_is_not_asked_to_decide(cast, blueprint, wednesday):
    submit_blueprint(actor=cast.lead, blueprint=blueprint)
    assert keys(cast.lead, wednesday, "blueprints") == []
    assert keys(cast.chief, wednesday, "blueprints") == [
        f"blueprint:{blueprint.pk}:decide"
    ]


def test_remarks_ask_the_owner_until_they_are_settled(cast, blueprint, wednesday):
    key = f"blueprint:{blueprint.pk}:remarks"
    rows = [
        add_remark(actor=cast.lead, blueprint=blueprint, section="risks", text=text)
        for text in ("谁来兜底", "多久一次")
    ]
    assert keys(cast.rep, wednesday, "blueprints") == [key]
    for row in rows:
        settle_remark(actor=cast.rep, remark=row)
    assert keys(cast.rep, wednesday, "blueprints") == []


def test_what_a_customer_answers_is_told_to_the_owner(cast, full, wednesday):
    key = f"blueprint:{full.pk}:answers"
    row, _secret = share(cast, full)
    goal = row.told["goals"][0]["id"]
    said = [Answer(goal, "confirmed")]
    held = handout_of(cast.rep, row.pk)
    before = keys(cast.rep, wednesday, "blueprints")
    answer_goals(handout=held, name="王", answers=said)
    today = timezone.now().date()
    assert set(keys(cast.rep, today, "blueprints")) - set(before) == {key}
    assert key not in keys(cast.lead, today, "blueprints")
    assert key not in keys(cast.rep, today + timedelta(days=16), "blueprints")


def test_a_review_is_told_on_its_day(cast, blueprint, wednesday):
    day = wednesday + timedelta(days=30)
    edit_blueprint(
        actor=cast.rep,
        blueprint=fresh(cast.rep, blueprint),
        wanted={"next_review": day},
        before=None,
    )
    assert keys(cast.rep, wednesday, "blueprints") == []
    found = everything(cast.rep, day)
    [row] = [row for row in found.waiting if row.source.kind == "blueprints"]
    assert row.notice.due_on == day
    assert row.group == "today"
