"""What many tests of this room do first."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from kam.visits.services import plan_visit, record_visit
from kam.visits.tests.conftest import WEDNESDAY, a_note
from tests.forms import form_of


def plan(cast, hospital, **wanted):
    """Plan a visit of the representative, today unless told otherwise."""
    wanted = {"day": WEDNESDAY, "people": [hospital.head.pk], **wanted}
    return plan_visit(actor=cast.rep, account=hospital.account, wanted=wanted)


def note(cast, hospital, days_ago=6, **changes):
    """Submit the record of a visit some days ago."""
    day = WEDNESDAY - timedelta(days=days_ago)
    wanted = a_note([hospital.head], day=day, next_day=day + timedelta(1), **changes)
    return record_visit(actor=cast.rep, account=hospital.account, wanted=wanted).visit


def filled(client, url, **typed):
    """Return what the form of a page would send with some fields typed."""
    page = client.get(url).content.decode()
    return form_of(page, url).filled(**typed)


def record_url(visit):
    """Return the address of a visit's record."""
    return reverse("visits:record", args=[visit.pk])
