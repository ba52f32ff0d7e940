"""What plans tell who works on their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.notices.sources import MOST, Notice
from kam.plans.queries.due import steps_due

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.plans.models import Step


def steps(user: User, _day: date, until: date) -> list[Notice]:
    """Tell one's own steps that are due; one statement."""
    return [_step(row) for row in steps_due(user, until, MOST)]


def _step(row: Step) -> Notice:
    account = row.plan.account
    parts = [gettext("计划步骤"), account.name]
    if row.sign:
        parts.append(gettext("完成的标志：%(sign)s") % {"sign": row.sign})
    return Notice(
        key=f"step:{row.pk}",
        title=row.what,
        note=gettext(" · ").join(parts),
        url=reverse("plans:phases", args=[account.pk]),
        due_on=row.due,
        stamp=row.due.isoformat() if row.due else "",
    )
