"""The page of one opportunity: where it stands, how it got there, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.shapes import Fact
from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.core.clock import today
from kam.pipeline.pages import naming
from kam.pipeline.pages.ages import advice, aged_deal, limit_words, mark_of
from kam.pipeline.pages.calibration.lines import deal_lines
from kam.pipeline.policies import may_write
from kam.pipeline.queries.moves import moves_of, next_step_at
from kam.pipeline.queries.words import stages
from kam.pipeline.rules.moving import days_in
from kam.pipeline.terms import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.people.models import User
    from kam.pipeline.models import Opportunity, Stage, StageMove


@dataclass(frozen=True)
class StageStep:
    """One stage of the way; `pk` where a press brings the opportunity there."""

    pk: int
    label: str
    state: str
    is_offered: bool


@dataclass(frozen=True)
class MoveLine:
    """A stage or an end that was reached on a day."""

    day: str
    text: str
    tone: str
    who: str


@dataclass(frozen=True)
class DetailPage:
    """One opportunity."""

    frame: RoomFrame
    pk: int
    title: str
    about: str
    outcome: str
    tone: str
    facts: Sequence[Fact]
    next: naming.NextStep | None
    visit_url: str
    steps: Sequence[StageStep]
    moves: Sequence[MoveLine]
    is_open: bool
    is_retracted: bool
    may_change: bool
    back_url: str
    late: LateWords | None


@dataclass(frozen=True)
class LateWords:
    """That an opportunity takes too long, against what, and what to do about it."""

    title: str
    tone: str
    text: str


def detail_page(user: User, row: Opportunity) -> DetailPage:
    """Build the page from a loaded opportunity; six statements, nine now and then."""
    day = today(user.time_zone)
    is_open = row.outcome == Outcome.OPEN
    moves = moves_of(row)
    account = row.account_id
    step = next_step_at(user, account) if is_open else None
    return DetailPage(
        frame=room_frame(row.account, "growth"),
        pk=row.pk,
        title=naming.title_of(user, row),
        about=naming.about_of(user, row),
        outcome=str(Outcome(row.outcome).label),
        tone=naming.TONES[Outcome(row.outcome)],
        facts=_facts(row, day),
        next=naming.next_words(step, day) if is_open else None,
        visit_url=f"{reverse('visits:new')}?account={account}",
        steps=_steps(row, stages()),
        moves=[_move(move) for move in moves],
        is_open=is_open,
        is_retracted=row.retracted_at is not None,
        may_change=may_write(user, row.account, "opportunity"),
        back_url=reverse("pipeline:account", args=[account]),
        late=_late(user, row, step, day) if is_open else None,
    )


def _late(
    user: User, row: Opportunity, step: date | None, day: date
) -> LateWords | None:
    aged = aged_deal(row, deal_lines(user, day), day)
    mark = mark_of(aged)
    if mark is None:
        return None
    told = advice(aged.age, has_step=step is not None and step >= day)
    words = gettext("已经 %(days)s；%(limit)s。%(advice)s")
    told = words % {
        "days": naming.since_words(aged.days),
        "limit": limit_words(aged),
        "advice": told,
    }
    return LateWords(mark.text, mark.tone, told)


def _facts(row: Opportunity, day: date) -> list[Fact]:
    since = naming.since_words(days_in(row.entered_on, row.closed_on, day))
    worth = "—" if row.value is None else naming.amount_words(row.value)
    told = [
        Fact(gettext("金额"), worth),
        Fact(gettext("负责人"), naming.owner_name(row)),
        Fact(gettext("接洽日"), naming.day_or_dash(row.engaged_on)),
    ]
    if row.outcome == Outcome.OPEN:
        entered = naming.day_or_dash(row.entered_on)
        return [
            *told,
            Fact(gettext("预计成交"), naming.day_or_dash(row.expected_on)),
            Fact(gettext("在这一步"), since, entered if row.entered_on else ""),
        ]
    told.append(Fact(gettext("结束日"), naming.day_or_dash(row.closed_on)))
    if row.lost_reason is not None:
        told.append(Fact(gettext("输单原因"), row.lost_reason.label))
    return told


def _steps(row: Opportunity, known: Sequence[Stage]) -> list[StageStep]:
    here = next((n for n, s in enumerate(known) if s.pk == row.stage_id), -1)
    is_open = row.outcome == Outcome.OPEN
    return [
        StageStep(
            pk=stage.pk,
            label=stage.label,
            state=_state(n, here),
            is_offered=is_open and n != here,
        )
        for n, stage in enumerate(known)
        if stage.is_active or n == here
    ]


def _state(place: int, here: int) -> str:
    if place == here:
        return "now"
    return "done" if place < here else "next"


def _move(move: StageMove) -> MoveLine:
    text = move.stage.label
    if move.outcome != Outcome.OPEN:
        text = str(Outcome(move.outcome).label)
        if move.reason is not None:
            text = f"{text} · {move.reason.label}"
    return MoveLine(
        day=naming.day_or_dash(move.day),
        text=text,
        tone=naming.TONES[Outcome(move.outcome)],
        who=_author(move),
    )


def _author(move: Any) -> str:
    return move.author.name if move.author is not None else gettext("系统")
