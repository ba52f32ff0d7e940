"""What visits tell somebody: things due, records to write, what a team lets slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.notices.sources import Notice
from kam.visits.pages.words import due_line, title_of
from kam.visits.queries.notices import late_in_team, own_dues, own_notes

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.visits.queries import DueRow, VisitRow
    from kam.visits.queries.notices import LateRow


def dues(user: User, _day: date, until: date) -> list[Notice]:
    """Tell one's own actions and promises that are due; one statement."""
    return [_due(user, row) for row in own_dues(user, until)]


def _due(user: User, row: DueRow) -> Notice:
    line = due_line(user, row)
    kind = gettext("行动")
    if row.kind == "promise":
        kind = gettext("我方承诺") if line.ours else gettext("对方承诺")
    parts = (kind, line.note, row.account_name)
    return Notice(
        key=f"{row.kind}:{row.id}",
        title=line.text,
        note=gettext(" · ").join(part for part in parts if part),
        url=f"{reverse('desk:account', args=[row.account_id])}#promises",
        due_on=row.due_on,
        stamp=row.due_on.isoformat(),
    )


def notes(user: User, day: date, _until: date) -> list[Notice]:
    """Tell one's own visits that nobody wrote up; two statements."""
    return [_note(row) for row in own_notes(user, day)]


def _note(row: VisitRow) -> Notice:
    return Notice(
        key=f"visit:{row.id}",
        title=gettext("写记录：%(account)s") % {"account": row.account_name},
        note=title_of(row.people),
        url=reverse("visits:record", args=[row.id]),
        due_on=row.day,
        stamp=row.day.isoformat(),
    )


def team(user: User, day: date, _until: date) -> list[Notice]:
    """Tell a manager who of the team lets things slip; one statement."""
    return [_slipping(row, day) for row in late_in_team(user, day)]


def _slipping(row: LateRow, day: date) -> Notice:
    n = (day - row.first).days
    what = ngettext("%(name)s 有 %(n)s 件逾期", "%(name)s 有 %(n)s 件逾期", row.number)
    oldest = ngettext("最久 %(n)s 天", "最久 %(n)s 天", n)
    year, week, _weekday = day.isocalendar()
    return Notice(
        key=f"late:{row.owner_id}",
        title=what % {"name": row.owner_name, "n": row.number},
        note=oldest % {"n": n},
        url=f"{reverse('desk:today')}#late",
        stamp=f"{year}-{week}",
    )
