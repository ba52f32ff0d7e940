"""A locked record, or a visit that was called off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.clock import today
from kam.packs.queries import good_lines, packs_of
from kam.probing.pages import probe_lines, talk_of
from kam.probing.queries import probes_of
from kam.visits.pages.files import FilesPanel, files_panel
from kam.visits.pages.head import Head, head_of
from kam.visits.pages.prompts import FLOW, LOOPS
from kam.visits.pages.quotes import QuoteLine, quote_lines
from kam.visits.pages.words import (
    OUTCOME_TONES,
    DueLine,
    due_line,
    names,
    outcome_words,
    visit_url,
)
from kam.visits.policies import may_amend, may_write
from kam.visits.queries.one import amendments_of, commitments_of, followers_of
from kam.visits.queries.reading import is_hidden, people_of
from kam.visits.terms import (
    ActionState,
    InsightKind,
    NotedReason,
    PromiseState,
    VisitState,
)
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kam.people.models import User
    from kam.probing.pages import ProbeLine
    from kam.visits.queries import DueRow
    from kam.visits.queries.one import AmendmentRow
    from kam.web.figures import Stat


@dataclass(frozen=True)
class Follower:
    """The visit that carries this record's next objective on."""

    text: str
    url: str


@dataclass(frozen=True)
class ClosedLine:
    """An action or promise with what became of it."""

    line: DueLine
    state: str
    tone: str
    is_open: bool


@dataclass(frozen=True)
class NotePage:
    """The record as it was submitted, with what followed from it."""

    head: Head
    people: str
    objective: str
    carried: str
    carried_url: str
    ask: str
    fallback: str
    fact: str
    insight: str
    kind: str
    outcome: str
    outcome_tone: str
    next_objective: str
    next_day: str
    followers: tuple[Follower, ...]
    commitments: tuple[ClosedLine, ...]
    amendments: tuple[AmendmentRow, ...]
    amend_url: str
    submitted_at: datetime | None
    cancel_reason: str
    restore_url: str
    minutes: int | None
    plan_url: str
    hidden: bool
    noted: str
    noted_why: str
    bring: str
    brought: str
    said: tuple[QuoteLine, ...]
    files: FilesPanel
    probes: Sequence[ProbeLine]
    talk: Sequence[Stat]
    probes_url: str


def note_page(user: User, visit: Any) -> NotePage:
    """Build the page of a record that nobody writes to any more."""
    source = visit.carried_from
    is_note = visit.state == VisitState.SUBMITTED
    texts = {n: _text(user, visit, n) for n in TEXTS}
    planned = probes_of(user, visit.client_id, today(user.time_zone))
    return NotePage(
        head=head_of(user, visit),
        people=names(people_of(user, visit)),
        carried=day_words(source.day) if source else "",
        carried_url=visit_url(source.pk) if source else "",
        ask=texts.pop("planned_ask"),
        fallback=texts.pop("fallback_ask"),
        kind=str(InsightKind(visit.insight_kind).label) if visit.insight_kind else "",
        outcome=outcome_words(visit.outcome),
        outcome_tone=OUTCOME_TONES.get(visit.outcome, "mute"),
        next_day=day_words(visit.next_day, weekday=True) if visit.next_day else "",
        followers=tuple(_follower(row) for row in followers_of(user, visit)),
        commitments=tuple(_closed(user, row) for row in commitments_of(user, visit)),
        amendments=tuple(amendments_of(user, visit)) if is_note else (),
        amend_url=_door("amend", visit, allowed=is_note and may_amend(user, visit)),
        submitted_at=visit.submitted_at,
        restore_url=_door(
            "restore", visit, allowed=not is_note and may_write(user, visit)
        ),
        minutes=visit.minutes,
        plan_url=f"{reverse('visits:new')}?account={visit.account_id}",
        hidden=is_hidden(user, "fact"),
        noted=str(NotedReason(visit.noted_reason).label) if visit.noted_reason else "",
        said=quote_lines(user, visit),
        files=files_panel(user, visit),
        probes=probe_lines(planned),
        talk=talk_of(planned, _good() if planned else {}),
        probes_url=reverse("visits:probes", args=[visit.pk]),
        **texts,
    )


def _good() -> dict[str, float]:
    return good_lines(packs_of(FLOW, *LOOPS).values())


TEXTS = (
    "objective",
    "planned_ask",
    "fallback_ask",
    "fact",
    "insight",
    "next_objective",
    "cancel_reason",
    "noted_why",
    "bring",
    "brought",
)


def _text(user: User, visit: Any, name: str) -> str:
    return "" if is_hidden(user, name) else str(getattr(visit, name))


def _door(name: str, visit: Any, *, allowed: bool) -> str:
    return reverse(f"visits:{name}", args=[visit.pk]) if allowed else ""


def _follower(row: Any) -> Follower:
    words = {
        VisitState.SUBMITTED: gettext("%(day)s 的拜访接着做了"),
        VisitState.PLANNED: gettext("%(day)s 的拜访会接着做"),
    }.get(row.state, gettext("%(day)s 的拜访正在写记录"))
    return Follower(words % {"day": day_words(row.day)}, visit_url(row.pk))


CLOSED_TONES = {
    ActionState.DONE: "good",
    ActionState.DROPPED: "mute",
    PromiseState.KEPT: "good",
    PromiseState.BROKEN: "bad",
}


def _closed(user: User, row: DueRow) -> ClosedLine:
    line = due_line(user, row)
    if row.state == "open":
        return ClosedLine(line, "", "", is_open=True)
    terms = PromiseState if row.kind == "promise" else ActionState
    return ClosedLine(
        line=replace(line, tone="mute", due_label=day_words(row.due_on)),
        state=str(terms(row.state).label),
        tone=CLOSED_TONES[row.state],  # type: ignore[index]
        is_open=False,
    )
