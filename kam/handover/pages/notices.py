"""What hand-overs tell their receiver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.handover.queries import handovers_to_confirm
from kam.notices.sources import Notice

if TYPE_CHECKING:
    from datetime import date

    from kam.handover.models import Handover
    from kam.people.models import User


def waiting(user: User, _day: date, _until: date) -> list[Notice]:
    """Tell the hand-overs one has to confirm; one statement."""
    return [_waiting(row) for row in handovers_to_confirm(user)]


def _waiting(row: Handover) -> Notice:
    title = gettext("读交接：%(account)s") % {"account": row.account.name}
    note = gettext("%(former)s 交给您") % {"former": row.former.name}
    return Notice(
        key=f"handover:{row.pk}",
        title=title,
        note=note,
        url=reverse("handover:passport", args=[row.pk]),
    )
