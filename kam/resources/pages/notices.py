"""What requests for resources tell who decides about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.notices.sources import MOST, Notice
from kam.resources.pages.words import asker_name
from kam.resources.policies import sees_customer
from kam.resources.queries.listing import requests_to_decide

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.resources.models import Booking


def requests(user: User, day: date, _until: date) -> list[Notice]:
    """Tell the requests that wait for somebody's decision; one statement."""
    return [_request(user, row) for row in requests_to_decide(user, day, MOST)]


def _request(user: User, row: Booking) -> Notice:
    seen = sees_customer(user, row.account)
    parts = [asker_name(user, row, seen=seen), row.account.name if seen else ""]
    return Notice(
        key=f"booking:{row.pk}",
        title=gettext("批准资源：%(resource)s") % {"resource": row.resource.name},
        note=gettext(" · ").join(part for part in parts if part),
        url=reverse("resources:booking", args=[row.pk]),
        stamp=row.version,
    )
