"""What is shared with the customer: the preview, the links, the page itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.blueprints.pages.words import section_label, state_words, value_words
from kam.blueprints.policies import ending_of
from kam.blueprints.queries import handouts_of, value_of
from kam.blueprints.queries.shown import shown_of
from kam.blueprints.rules.handing import SHAREABLE, USUAL_DAYS, Ending, read
from kam.blueprints.rules.labels import ENDINGS
from kam.blueprints.terms import BlueprintState, Measure, ReplyKind
from kam.core.clock import today
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.blueprints.models import Blueprint, Handout
    from kam.blueprints.rules.handing import SharedGoal, Shown
    from kam.people.models import User

FOR_GOOD = (Ending.REVOKED, Ending.EXPIRED)


@dataclass(frozen=True)
class GoalShown:
    """A goal as the customer reads it, and what was said of it."""

    id: int
    words: str
    due: str
    measure: str
    value: str
    target: str
    reply: str = ""


@dataclass(frozen=True)
class PartShown:
    """A section as the customer reads it."""

    title: str
    words: str


@dataclass(frozen=True)
class SharedPage:
    """Everything a customer is shown; nothing else reaches the template."""

    title: str
    city: str
    ours: str
    day: str
    next_review: str
    parts: Sequence[PartShown]
    goals: Sequence[GoalShown]
    expires_on: str


def shared_page(
    shown: Shown, expires_on: date | None, replies: Mapping[int, str]
) -> SharedPage:
    """Build what the customer reads from what was frozen; no statement."""
    return SharedPage(
        title=gettext("%(account)s %(year)s 年共同计划")
        % {"account": shown.account, "year": shown.year},
        city=shown.city,
        ours=shown.ours,
        day=_day(shown.day),
        next_review=_day(shown.next_review),
        parts=[PartShown(section_label(p.section), p.words) for p in shown.parts],
        goals=[_goal(goal, replies) for goal in shown.goals],
        expires_on=day_words(expires_on, year=True) if expires_on else "",
    )


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text), year=True) if text else ""


def _goal(goal: SharedGoal, replies: Mapping[int, str]) -> GoalShown:
    kind = replies.get(goal.id, "")
    return GoalShown(
        id=goal.id,
        words=goal.words,
        due=_day(goal.due),
        measure=str(Measure(goal.measure).label) if goal.measure else "",
        value=_number(goal, goal.value),
        target=_number(goal, goal.target),
        reply=str(ReplyKind(kind).label) if kind else "",
    )


def _number(goal: SharedGoal, raw: int | None) -> str:
    if not goal.measure or raw is None:
        return ""
    return value_words(value_of(goal.unit, raw, goal.currency))


def page_of(handout: Handout, replies: Sequence[Any]) -> SharedPage:
    """Build the customer's page of a handout."""
    newest = {reply.objective_id: reply.kind for reply in replies}
    return shared_page(read(handout.told), handout.expires_on, newest)


@dataclass(frozen=True)
class HandoutLine:
    """A link that was made."""

    pk: int
    sections: str
    expires_on: str
    state: str
    tone: str
    who: str
    confirmed: int
    talks: int
    seen: bool
    revoke_url: str
    take_url: str


@dataclass(frozen=True)
class SharePage:
    """Choosing what to share, with the preview and the links so far."""

    frame: RoomFrame
    pk: int
    plan_url: str
    preview: SharedPage
    unsaid: Sequence[tuple[str, str]]
    links: Sequence[HandoutLine]
    secret_url: str
    days: int
    unapproved: str


def share_page(
    user: User, blueprint: Blueprint, sections: Sequence[str], secret_url: str = ""
) -> SharePage:
    """Build the page; the preview is what a link made now would show."""
    day = today(user.time_zone)
    told = {key: getattr(blueprint, f"told_{key}") for key in SHAREABLE}
    return SharePage(
        frame=room_frame(blueprint.account, "growth"),
        pk=blueprint.pk,
        plan_url=reverse("blueprints:detail", args=[blueprint.pk]),
        preview=shared_page(shown_of(user, blueprint, sections, day), None, {}),
        unsaid=[
            (
                section_label(key),
                reverse("blueprints:section", args=[blueprint.pk, key]),
            )
            for key, words in told.items()
            if not words
        ],
        links=[_link(row) for row in handouts_of(user, blueprint)],
        secret_url=secret_url,
        days=USUAL_DAYS,
        unapproved=_unapproved(blueprint),
    )


def _unapproved(blueprint: Blueprint) -> str:
    """Say where the plan stands while nobody has approved it, "" otherwise."""
    approved = blueprint.state == BlueprintState.APPROVED
    return "" if approved else state_words(blueprint.state)[0]


def _link(row: Any) -> HandoutLine:
    ending = ending_of(row)
    names = [section_label(key) for key in row.sections.split(",")]
    return HandoutLine(
        pk=row.pk,
        sections=gettext("、").join(names),
        expires_on=day_words(row.expires_on, year=True),
        state=say(ENDINGS[ending]) if ending else gettext("有效"),
        tone=_tone(ending),
        who=row.author.name if row.author else "",
        confirmed=row.confirmed,
        talks=row.talks,
        seen=row.seen_at is not None or bool(row.confirmed or row.talks),
        revoke_url=_revoke_url(row, ending),
        take_url=reverse("blueprints:handout-document", args=[row.pk]),
    )


def _tone(ending: Ending | None) -> str:
    if ending is None:
        return "good"
    return "mute" if ending in FOR_GOOD else "warn"


def _revoke_url(row: Any, ending: Ending | None) -> str:
    """Return where a link is revoked that shows something, or could again."""
    if ending in FOR_GOOD:
        return ""
    return reverse("blueprints:handout-revoke", args=[row.pk])
