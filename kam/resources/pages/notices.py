"""What requests for resources tell who decides about them, and who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.notices.sources import MOST, Notice
from kam.resources.pages.words import asker_name
from kam.resources.policies import sees_customer
from kam.resources.queries.listing import requests_asking
from kam.resources.terms import BookingState

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.resources.models import Booking


def requests(user: User, day: date, _until: date) -> list[Notice]:
    """Tell what waits for somebody's decision, and what others decided for somebody.

    One statement.
    """
    return [_request(user, row) for row in requests_asking(user, day, MOST)]


def _request(user: User, row: Booking) -> Notice:
    seen = sees_customer(user, row.account)
    waits = row.state == BookingState.WAITING
    who = asker_name(user, row, seen=seen) if waits else row.reason
    parts = [who, row.account.name if seen else ""]
    return Notice(
        key=f"booking:{row.pk}" if waits else f"booking:{row.pk}:answer",
        title=_title(row.state) % {"resource": row.resource.name},
        note=gettext(" · ").join(part for part in parts if part),
        url=reverse("resources:booking", args=[row.pk]),
        stamp=row.version,
    )


def _title(state: str) -> str:
    if state == BookingState.WAITING:
        return gettext("批准资源：%(resource)s")
    if state == BookingState.BOOKED:
        return gettext("申请已批准：%(resource)s")
    return gettext("申请没有批准：%(resource)s")
