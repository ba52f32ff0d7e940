"""A review meeting: one question on the screen, what changed first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.blueprints.pages.changing import ChangeGroup, change_groups
from kam.blueprints.pages.goals import GoalLine, goal_lines
from kam.blueprints.pages.mending import Missing, missing_of
from kam.blueprints.pages.plan import NOUN, Doors, doors_of
from kam.blueprints.pages.stuck import StuckLine, stuck_lines
from kam.blueprints.pages.watching import Risks, Still, risks_of, still_of
from kam.blueprints.pages.words import section_label
from kam.blueprints.queries import (
    findings_of,
    whole_of,
)
from kam.blueprints.rules.agenda import QUESTIONS, Told, agenda, place_of
from kam.core.clock import today
from kam.people.scopes import hidden_fields
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.blueprints.models import Finding, Review
    from kam.blueprints.queries import Meeting, Whole
    from kam.people.models import User

SHOWN = {
    "people": ("people",),
    "steps": ("steps",),
    "risks": ("platform", "deals", "visits"),
}


@dataclass(frozen=True)
class FindingLine:
    """What came of a question: words, and who does what by when."""

    pk: int
    question: str
    text: str
    task: str
    who: str
    due: str
    is_step: bool
    state: str
    drop_url: str


@dataclass(frozen=True)
class QuestionStep:
    """A question in the agenda; how much came of it."""

    key: str
    label: str
    url: str
    is_now: bool
    found: int


@dataclass(frozen=True)
class MeetingPage:
    """Everything on the screen for one question."""

    pk: int
    title: str
    plan_url: str
    day: str
    since: str
    steps: Sequence[QuestionStep]
    place: int
    key: str
    question: str
    prompt: str
    changes: Sequence[ChangeGroup]
    goals: Sequence[GoalLine]
    stuck: Sequence[StuckLine]
    still: Still | None
    risks: Risks | None
    missing: Sequence[tuple[str, Sequence[Missing]]]
    last: Sequence[FindingLine]
    last_minutes: str
    findings: Sequence[FindingLine]
    every: Sequence[FindingLine]
    previous_url: str
    next_url: str
    here_url: str
    is_last: bool
    is_open: bool
    minutes: str
    next_on: str
    doors: Doors

    @property
    def draft(self) -> str:
        """What is typed belongs to its question."""
        return f"finding-{self.key}"


def meeting_page(user: User, meeting: Meeting, question: str = "") -> MeetingPage:
    """Build the screen of a question that `meeting_of` loaded; in eight statements.

    The open steps cost one more, for what is booked for them.
    """
    review, blueprint = meeting.review, meeting.blueprint
    blueprint.last_review = review.since  # type: ignore[attr-defined]
    whole = whole_of(user, blueprint, today(user.time_zone))
    hides = bool(hidden_fields(user, NOUN))
    asked = agenda(_told(whole, has_last=meeting.last > 0))
    place = place_of(question, asked)
    key = asked[place]
    lines, last = ([], []) if hides else _findings(user, meeting, key)
    return MeetingPage(
        pk=review.pk,
        title=gettext("%(account)s · 评审") % {"account": blueprint.account.name},
        plan_url=reverse("blueprints:detail", args=[blueprint.pk]),
        day=day_words(review.day, year=True),
        since=day_words(review.since, year=True),
        steps=_steps(review, asked, place, lines),
        place=place + 1,
        key=key,
        question=say(QUESTIONS[key][0]),
        prompt=say(QUESTIONS[key][1]),
        changes=_changes(key, whole, meeting),
        goals=_goals(whole) if key == "goals" else (),
        stuck=_stuck(user, review, whole) if key == "steps" else (),
        **_watched(user, whole, key),
        missing=_missing(whole) if key == "gaps" else (),
        last=last,
        last_minutes=meeting.last_minutes,
        findings=[line for line in lines if line.question == key],
        every=lines,
        **_turns(review, asked, place),
        is_open=review.is_open,
        minutes="" if hides else review.minutes,
        next_on=day_words(review.next_on, year=True) if review.next_on else "",
        doors=doors_of(user, blueprint),
    )


def _findings(
    user: User, meeting: Meeting, key: str
) -> tuple[list[FindingLine], list[FindingLine]]:
    """Return what came of this review, and of the last where that is asked."""
    review, before = meeting.review, meeting.last if key == "last" else 0
    rows = findings_of(user, *((review, before) if before else (review,)))
    mine = [_finding(row) for row in rows if row.review_id == review.pk]
    return mine, [_finding(row) for row in rows if row.review_id != review.pk]


def _told(whole: Whole, *, has_last: bool) -> Told:
    return Told(
        has_last=has_last,
        goals=len(whole.goals),
        steps=len(whole.sources.steps),
        people=len(whole.sources.here),
        has_risks=True,
        missing=whole.all.total - whole.all.met,
    )


def _address(review: Review, key: str) -> str:
    return f"{reverse('blueprints:review', args=[review.pk])}?q={key}"


def _turns(review: Review, asked: Sequence[str], place: int) -> dict[str, Any]:
    """Return where this question is, and those before and after it."""
    is_last = place + 1 == len(asked)
    return {
        "previous_url": _address(review, asked[place - 1]) if place else "",
        "here_url": _address(review, asked[place]),
        "next_url": "" if is_last else _address(review, asked[place + 1]),
        "is_last": is_last,
    }


def _steps(
    review: Review, asked: Sequence[str], place: int, lines: Sequence[FindingLine]
) -> list[QuestionStep]:
    return [
        QuestionStep(
            key=key,
            label=say(QUESTIONS[key][0]),
            url=_address(review, key),
            is_now=n == place,
            found=sum(line.question == key for line in lines),
        )
        for n, key in enumerate(asked)
    ]


def _changes(key: str, whole: Whole, meeting: Meeting) -> Sequence[ChangeGroup]:
    """Return what changed where the question is about it; no other is worded."""
    if key == "changed":
        return change_groups(whole, meeting.objectives)
    return change_groups(whole, kinds=SHOWN.get(key, ()))


def _watched(user: User, whole: Whole, key: str) -> dict[str, Any]:
    """Return what two questions show besides what changed."""
    return {
        "still": still_of(whole) if key == "people" else None,
        "risks": risks_of(user, whole) if key == "risks" else None,
    }


def _stuck(user: User, review: Review, whole: Whole) -> Sequence[StuckLine]:
    """Return what is still to do; a review that is over asks for nothing any more."""
    return stuck_lines(user, whole) if review.is_open else ()


def _goals(whole: Whole) -> Sequence[GoalLine]:
    return goal_lines(whole.goals, whole.blueprint.account.currency)


def _missing(whole: Whole) -> list[tuple[str, Sequence[Missing]]]:
    return [
        (section_label(key), missing_of(whole.blueprint, key, part.missing))
        for key, part in whole.parts.items()
        if part.missing
    ]


def _finding(row: Finding) -> FindingLine:
    task = row.action or row.step
    words: Mapping[str, str] = {}
    if row.action is not None:
        words = {"task": row.action.text, "state": row.action.get_state_display()}
    elif row.step is not None:
        words = {"task": row.step.what, "state": row.step.get_state_display()}
    due = getattr(task, "due_on", None) or getattr(task, "due", None)
    owner = task.owner if task is not None else None
    return FindingLine(
        pk=row.pk,
        question=row.question,
        text=row.text,
        task=words.get("task", ""),
        who=owner.name if owner else "",
        due=day_words(due) if due else "",
        is_step=row.step_id is not None,
        state=words.get("state", ""),
        drop_url=reverse("blueprints:finding-drop", args=[row.pk]),
    )
