"""Verbs on a person's calendar feed: make, renew, choose what it tells, revoke."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.db import transaction

from kam.audit import changes
from kam.core.clock import now
from kam.core.errors import Busy
from kam.people.models import User
from kam.people.policies import require
from kam.people.rules import new_secret, secret_digest
from kam.visits.models import Calendar
from kam.visits.policies import may_keep_calendar

NOTED_EVERY = timedelta(hours=1)


def make_calendar(*, actor: User, tells: bool) -> tuple[Calendar, str]:
    """Make one's calendar address; one that stood before ends at once.

    Returned with its secret, which is shown only now.
    """
    require(may_keep_calendar(actor, actor.pk))
    secret = new_secret()
    with transaction.atomic():
        # Two presses at once queue here, so that one address stands in the end.
        User.objects.select_for_update().get(pk=actor.pk)
        for row in Calendar.objects.filter(user=actor, revoked_at=None):
            revoke_calendar(actor=actor, calendar=row)
        row = Calendar(user=actor, digest=secret_digest(secret), tells=tells)
        return changes.create(actor=actor, row=row, verb="calendar.create"), secret


def choose_calendar(*, actor: User, calendar: Calendar, tells: bool) -> Calendar:
    """Say whether the calendar names people and objective; the address stays."""
    require(may_keep_calendar(actor, calendar.user_id))
    return changes.change(
        actor=actor, row=calendar, wanted={"tells": tells}, verb="calendar.edit"
    )


def revoke_calendar(*, actor: User, calendar: Calendar) -> Calendar:
    """End an address at once and for good."""
    require(may_keep_calendar(actor, calendar.user_id))
    wanted = {"revoked_at": calendar.revoked_at or now()}
    return changes.change(
        actor=actor, row=calendar, wanted=wanted, verb="calendar.revoke"
    )


def note_read(calendar: Calendar) -> None:
    """Keep when a calendar was last read, to the hour: reading writes seldom."""
    moment = now()
    if moment - (calendar.read_at or calendar.created_at) < NOTED_EVERY:
        return
    with suppress(Busy):
        Calendar.objects.filter(pk=calendar.pk).update(read_at=moment)
