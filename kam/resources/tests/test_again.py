"""Booking again what was cancelled: by whom, and only what is still there."""

from __future__ import annotations

import pytest

from kam.accounts.services import archive_account
from kam.core.errors import Forbidden, Invalid
from kam.resources.services import (
    approve_booking,
    archive_resource,
    cancel_booking,
    edit_booking,
    rebook_booking,
    restore_resource,
    resubmit_booking,
    withdraw_booking,
)
from kam.resources.tests.test_bookings import held

pytestmark = pytest.mark.django_db


def test_only_who_cancelled_or_decides_books_again_and_only_what_is_still_there(field):
    rep, lead = field.cast.rep, field.cast.lead
    expert = field.resource()
    row = approve_booking(actor=lead, booking=field.ask(expert))
    cancel_booking(actor=lead, booking=row)
    with pytest.raises(Forbidden):
        rebook_booking(actor=rep, booking=row)
    rebook_booking(actor=lead, booking=row)
    cancel_booking(actor=rep, booking=row)
    archive_resource(actor=lead, resource=expert)
    with pytest.raises(Invalid):
        rebook_booking(actor=rep, booking=row)
    restore_resource(actor=lead, resource=expert)
    waits = withdraw_booking(actor=rep, booking=field.ask(expert))
    asked = field.ask(expert)
    archive_account(actor=lead, account=field.account)
    for verb, one in ((rebook_booking, row), (resubmit_booking, waits)):
        with pytest.raises(Invalid):
            verb(actor=lead, booking=one)
    with pytest.raises(Invalid):
        edit_booking(actor=rep, booking=asked, wanted={"quantity": 1})
    assert held(row) == []
