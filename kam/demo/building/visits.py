"""Eighteen months of visits, filed as representatives file them: in one sitting.

At first once in four weeks, then every other week, lately every week: each sitting
costs the same few dozen statements, and the habit is what the product is for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kam.accounts.models import Account, Stakeholder
from kam.accounts.services import change_owner
from kam.core.clock import pretend
from kam.demo.book import chapter
from kam.demo.building.ahead import build_ahead
from kam.demo.building.behaviours import read_up
from kam.demo.building.commitments import Pending
from kam.demo.building.stage import MORNING, PLACE, rows_of, taken
from kam.demo.script.diary import diary
from kam.demo.script.habits import habit_of
from kam.demo.script.staff import staff
from kam.people.services import edit_user
from kam.visits.models import Visit
from kam.visits.services import Pledge, Said, Task, bulk_visits, cancel_visit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kam.demo.building.stage import Stage
    from kam.demo.script.rows import Meeting

HISTORY = ("submitted", "cancelled")
HALF_YEAR = 182
LEAVING = "负责人离职，由接任者另约"
# Up to this age in days, a sitting covers this many days.
SITTINGS = ((42, 7), (126, 14), (9999, 28))
# Whoever writes on the day sits down every day of the last weeks.
DAILY = ((42, 1), *SITTINGS[1:])
People = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Filing:
    """What somebody writes up on the evening of the last visit of a sitting."""

    day: date
    owner: str
    meetings: tuple[Meeting, ...]


def build_visits(stage: Stage, progress: Callable[[str], None]) -> None:
    """Play the diaries."""
    meetings, people = _played(stage), people_ids()
    pending = Pending(stage)
    said = stage.opening
    before, after = _around_vacancy(stage, filings(meetings, stage.today))
    for filing in before:
        said = _say(progress, said, filing.day)
        _file(stage, filing, people, pending)
    _leave(stage, pending)
    for filing in after:
        said = _say(progress, said, filing.day)
        _file(stage, filing, people, pending)
    yesterday = stage.today - timedelta(days=1)
    with pretend(stage.moment(yesterday)):
        for owner in pending.owners():
            pending.close(owner, yesterday)
    build_ahead(stage, meetings, people)


def _played(stage: Stage) -> list[Meeting]:
    known = diary(stage.today)
    return [m for m in known if stage.only is None or m.account in stage.only]


def people_ids() -> People:
    """Return the affiliations by account and name."""
    rows = Stakeholder.objects.values_list("account__name", "person__name", "pk")
    return {(account, name): pk for account, name, pk in rows}


def filings(meetings: Sequence[Meeting], today: date) -> list[Filing]:
    """Cut the diaries by sitting and owner, in the order of the evenings."""
    sittings: dict[tuple[int, int, str], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        if meeting.state in HISTORY:
            age = (today - meeting.day).days
            habit = DAILY if habit_of(meeting.owner).daily else SITTINGS
            span = next(span for oldest, span in habit if age <= oldest)
            sittings[span, age // span, meeting.owner].append(meeting)
    found = [
        Filing(some[-1].day, owner, tuple(some))
        for (_span, _number, owner), some in sittings.items()
    ]
    return sorted(found, key=lambda filing: (filing.day, filing.owner))


def _around_vacancy(
    stage: Stage, found: list[Filing]
) -> tuple[list[Filing], list[Filing]]:
    first = stage.vacancy[0]
    before = [f for f in found if f.day < first]
    return before, [f for f in found if f.day >= first]


def _say(progress: Callable[[str], None], said: date, day: date) -> date:
    if (day - said).days < HALF_YEAR:
        return said
    progress(f"  … {day}")
    return day


def _file(stage: Stage, filing: Filing, people: People, pending: Pending) -> None:
    if (stage.today - filing.day).days <= SITTINGS[0][0]:
        read_up(stage, filing.owner, [(m.account, m.day) for m in filing.meetings])
    with pretend(stage.moment(filing.day)):
        pending.close(filing.owner, filing.day)
        rows = rows_of(_row(meeting, people) for meeting in filing.meetings)
        ids = taken(bulk_visits(actor=stage.people[filing.owner], rows=rows))
        pending.learn(filing.owner, dict(zip(ids, filing.meetings, strict=True)))


def _row(meeting: Meeting, people: People) -> dict[str, object]:
    row: dict[str, object] = {
        "account": meeting.account,
        "day": meeting.day,
        "state": meeting.state,
        "people": [people[meeting.account, name] for name in meeting.people],
        "objective": meeting.objective,
    }
    if meeting.state == "cancelled":
        return row | {"cancel_reason": meeting.reason}
    return row | {
        "minutes": meeting.minutes,
        "planned_ask": meeting.ask,
        "fallback_ask": meeting.fallback,
        "fact": meeting.fact,
        "insight": meeting.insight,
        "insight_kind": meeting.kind,
        "outcome": meeting.outcome,
        "next_objective": meeting.following,
        "next_day": meeting.next_day,
        "reviewed_at": _reviewed(meeting),
        "actions": [_task(meeting, n) for n in range(len(meeting.duties))],
        "noted_reason": "" if meeting.duties else _pick(meeting, "reasons"),
        "quotes": _said(meeting, people),
        "promises": [
            Pledge(word.text, word.due, word.ours, people[meeting.account, word.person])
            for word in meeting.words
        ],
    }


def _number(meeting: Meeting) -> int:
    return meeting.day.toordinal() + len(meeting.account)


def _pick(meeting: Meeting, name: str, further: int = 0) -> str:
    offered: list[str] = chapter("records")[name]
    return offered[(_number(meeting) + further) % len(offered)]


def _reviewed(meeting: Meeting) -> datetime | None:
    """Two of three records were read in the morning before the next visit."""
    if not meeting.objective or _number(meeting) % 3 == 0:
        return None
    return datetime.combine(meeting.day, MORNING, PLACE)


def _task(meeting: Meeting, place: int) -> Task:
    duty = meeting.duties[place]
    resource = _pick(meeting, "resources", place)
    return Task(duty.text, duty.due, resource=resource)


def _said(meeting: Meeting, people: People) -> list[Said]:
    """Return what the customer said word for word, where somebody noted it."""
    if not meeting.people or _number(meeting) % 5:
        return []
    who = people[meeting.account, meeting.people[0]]
    return [Said(_pick(meeting, "said", len(meeting.fact)), who)]


def _leave(stage: Stage, pending: Pending) -> None:
    """Let somebody leave, and the successor take the accounts over."""
    known = staff()
    gone = stage.people[known.former.username]
    first, last = stage.vacancy
    with pretend(stage.moment(first)):
        pending.close(gone.username, first + timedelta(days=30))
        for visit in Visit.objects.upcoming().filter(owner=gone):
            cancel_visit(actor=gone, visit=visit, reason=LEAVING)
    with pretend(stage.moment(last)):
        lead = stage.people["lead1"]
        for account in Account.objects.filter(owner=gone).order_by("pk"):
            successor = stage.people[f"rep{known.vacant}"]
            change_owner(actor=lead, account=account, owner=successor)
        admin = stage.people["admin"]
        edit_user(actor=admin, user=gone, wanted={"is_active": False})
