"""Four eyes on every request, and nobody overturns who stands higher."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.core.errors import Forbidden
from kam.people.services import change_setting
from kam.resources import policies
from kam.resources.models import Booking
from kam.resources.pages import booking_page
from kam.resources.policies import may_decide
from kam.resources.queries import booking_of
from kam.resources.rules.ranks import is_as_high
from kam.resources.services import (
    approve_booking,
    cancel_booking,
    rebook_booking,
    reconsider_booking,
    refuse_booking,
)

pytestmark = pytest.mark.django_db


def let_alone(field):
    change_setting(actor=field.cast.admin, key="resources.alone", value=True)


def waits_for(field, who):
    return set(Booking.objects.to_decide(who, field.day).values_list("pk", flat=True))


@pytest.mark.parametrize("alone", [False, True])
def test_an_own_request_needs_the_yes_of_somebody_else(field, alone):
    lead, chief, expert = field.cast.lead, field.cast.chief, field.resource()
    after = field.day + timedelta(days=1)
    told = {"stakeholder_id": field.person.pk, "assured": True}
    reaching = field.ask(expert, lead, **told)
    plain = field.ask(expert, lead, first_day=after)
    strange = field.ask(field.resource("总部讲师", by=field.cast.rival), lead)
    if alone:
        let_alone(field)
    for row, may in ((reaching, False), (plain, alone), (strange, False)):
        assert may_decide(lead, row) is may
        assert (row.pk in waits_for(field, lead)) is may
        assert row.pk in waits_for(field, chief)
        if not may:
            with pytest.raises(Forbidden, match="不能批准自己的申请"):
                approve_booking(actor=lead, booking=row)
            with pytest.raises(Forbidden):
                refuse_booking(actor=lead, booking=row, reason="不要了")
            assert approve_booking(actor=chief, booking=row).state == "booked"
    if alone:
        assert approve_booking(actor=lead, booking=plain).state == "booked"


def test_an_own_request_of_what_needs_no_approval_is_booked_at_once(field):
    room = field.resource("会议室", needs_approval=False)
    assert field.ask(room, field.cast.lead).state == "booked"


def decided(field, by, verb):
    row = field.ask(field.resource(capacity=9))
    if verb == "approve":
        return approve_booking(actor=by, booking=row)
    return refuse_booking(actor=by, booking=row, reason="先等等")


@pytest.mark.parametrize("verb", ["approve", "refuse"])
@pytest.mark.parametrize(
    ("by", "overturned", "kept"),
    [
        ("lead", ("lead", "chief", "head"), ()),
        ("chief", ("chief", "head"), ("lead",)),
        ("head", ("head",), ("lead", "chief")),
    ],
)
def test_a_decision_is_overturned_only_by_who_stands_as_high(
    field, verb, by, overturned, kept
):
    cast = vars(field.cast)
    row = decided(field, cast[by], verb)
    for part in kept:
        with pytest.raises(Forbidden, match="级别更高"):
            reconsider_booking(actor=cast[part], booking=row)
        if verb == "refuse":
            page = booking_page(cast[part], booking_of(cast[part], row.pk))
            assert not page.deeds.reconsider
    who = cast[overturned[-1]]
    if verb == "refuse":
        assert booking_page(who, booking_of(who, row.pk)).deeds.reconsider
    assert reconsider_booking(actor=who, booking=row).state == "waiting"


def test_without_the_rank_the_same_decision_falls(field, monkeypatch):
    row = decided(field, field.cast.head, "refuse")
    with pytest.raises(Forbidden):
        reconsider_booking(actor=field.cast.lead, booking=row)
    monkeypatch.setattr(policies, "is_as_high", lambda _mine, _other: True)
    assert reconsider_booking(actor=field.cast.lead, booking=row).state == "waiting"


def test_what_a_superior_cancelled_is_not_booked_again_from_below(field):
    row = decided(field, field.cast.lead, "approve")
    cancel_booking(actor=field.cast.chief, booking=row)
    with pytest.raises(Forbidden):
        rebook_booking(actor=field.cast.lead, booking=row)
    assert rebook_booking(actor=field.cast.head, booking=row).state == "booked"


def test_a_keeper_cancels_no_booking_that_a_superior_approved(field):
    cast = field.cast
    expert = field.resource(by=cast.rival, capacity=9)
    rows = {by: field.ask(expert) for by in ("chief", "head")}
    for by, row in rows.items():
        approve_booking(actor=getattr(cast, by), booking=row)
    pages = {by: booking_of(cast.rival, row.pk) for by, row in rows.items()}
    assert booking_page(cast.rival, pages["chief"]).deeds.cancel
    assert not booking_page(cast.rival, pages["head"]).deeds.cancel
    with pytest.raises(Forbidden, match="级别更高"):
        cancel_booking(actor=cast.rival, booking=rows["head"])
    assert cancel_booking(actor=cast.rival, booking=rows["chief"]).state == "cancelled"
    given_back = cancel_booking(actor=cast.rep, booking=rows["head"])
    assert given_back.state == "cancelled"


@pytest.mark.parametrize(
    ("path", "other", "told"),
    [("/1/", "/1/2/", True), ("/1/3/", "/1/2/", True), ("/1/2/", "/1/", False),
     ("/1/20/", "/1/2/", True), ("/1/2/5/", "/1/3/", False)],
)  # fmt: skip
def test_who_is_no_further_from_the_top_is_as_high(path, other, told):
    assert is_as_high(path, other) is told
