"""What waits beside the visits: late things, notes to write, days ahead, rhythm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kam.desk.pages.today.visiting import with_whom
from kam.visits.pages.panels import plan_url
from kam.visits.pages.words import due_line, title_of, visit_url
from kam.visits.terms import ActionState, PromiseState, VisitState
from kam.web.templatetags.ui_dates import day_words, days_words

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.visits.queries import DueRow, RhythmRow, VisitRow


@dataclass(frozen=True)
class LateLine:
    """An action or promise whose day has passed."""

    tag: str
    tone: str
    text: str
    note: str
    late: str
    url: str
    close_url: str
    close_label: str
    state: str


@dataclass(frozen=True)
class NoteLine:
    """A visit that was held and has no record yet."""

    title: str
    note: str
    url: str
    label: str


@dataclass(frozen=True)
class AheadLine:
    """A visit of the coming days."""

    when: str
    title: str
    note: str
    objective: str
    url: str


@dataclass(frozen=True)
class PaceLine:
    """An account that was not seen as often as agreed."""

    name: str
    url: str
    owner: str
    interval: str
    last: str
    elapsed: int
    target: int
    next: str
    plan_url: str


def late_line(user: User, row: DueRow, day: date) -> LateLine:
    """Write a line for something late."""
    line = due_line(user, row)
    late = (day - row.due_on).days
    is_action = row.kind == "action"
    tag = _("行动") if is_action else _("我方") if line.ours else _("对方")
    parts = [line.note, row.account_name]
    return LateLine(
        tag=tag,
        tone="info" if line.ours else "",
        text=line.text,
        note=" · ".join(part for part in parts if part),
        late=ngettext("%(n)s 天", "%(n)s 天", late) % {"n": late},
        url=f"{reverse('desk:account', args=[row.account_id])}#promises",
        close_url=line.close_url,
        close_label=_("完成") if is_action else _("已兑现"),
        state=ActionState.DONE if is_action else PromiseState.KEPT,
    )


def note_line(user: User, row: VisitRow, day: date) -> NoteLine:
    """Write a line for a record that is still to be written."""
    own = row.owner_id == user.pk
    started = row.state == VisitState.DRAFT
    parts = [
        days_words((row.day - day).days),
        "" if own else row.owner_name,
        _("有草稿") if started else "",
    ]
    record = reverse("visits:record", args=[row.id])
    return NoteLine(
        title=" · ".join((title_of(row.people), row.account_name)),
        note=" · ".join(part for part in parts if part),
        url=record if own else visit_url(row.id),
        label="" if not own else _("续写") if started else _("写记录"),
    )


def arrived_line(row: VisitRow, day: date) -> NoteLine:
    """Write a line for a record that came late, of who had the account before."""
    parts = (row.owner_name, days_words((row.day - day).days))
    return NoteLine(
        title=" · ".join((title_of(row.people), row.account_name)),
        note=" · ".join(parts),
        url=visit_url(row.id),
        label="",
    )


def ahead_line(user: User, row: VisitRow) -> AheadLine:
    """Write a line for a coming visit."""
    hour = f" {row.start_time:%H:%M}" if row.start_time else ""
    parts = [row.account_name, with_whom(user, row)]
    return AheadLine(
        when=f"{day_words(row.day)}{hour}",
        title=title_of(row.people),
        note=" · ".join(part for part in parts if part),
        objective=row.objective,
        url=visit_url(row.id),
    )


def pace_line(row: RhythmRow, day: date, *, is_team: bool) -> PaceLine:
    """Write a line for an account below its frequency."""
    last = _("还没有拜访")
    if row.last_day:
        ago = days_words((row.last_day - day).days)
        last = f"{day_words(row.last_day)} · {ago}"
    every = ngettext("每 %(n)s 天", "每 %(n)s 天", row.interval) % {"n": row.interval}
    return PaceLine(
        name=row.account_name,
        url=reverse("desk:account", args=[row.account_id]),
        owner=row.owner_name if is_team else "",
        interval=every,
        last=last,
        elapsed=row.elapsed,
        target=row.interval,
        next=day_words(row.next_day) if row.next_day else "",
        plan_url=plan_url(row.account_id),
    )
