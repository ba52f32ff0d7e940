"""What the platforms tell: whom to look at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.notices.sources import MOST, Notice
from kam.pipeline.queries.platforms import revisits_due
from kam.pipeline.terms import Platform

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.pipeline.models import Placement


def revisits(user: User, _day: date, until: date) -> list[Notice]:
    """Tell one's own accounts that are to be looked at again; one statement."""
    return [_revisit(row) for row in revisits_due(user, until, MOST)]


def _revisit(row: Placement) -> Notice:
    day = row.revisit_on
    words = gettext("%(platform)s的客户，到了再看的日子：还是这样，还是重新开始？")
    return Notice(
        key=f"revisit:{row.pk}",
        title=row.account.name,
        note=words % {"platform": Platform(row.platform).label},
        url=reverse("pipeline:platform", args=[row.account_id]),
        due_on=day,
        stamp=day.isoformat() if day is not None else "",
    )
