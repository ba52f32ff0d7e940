"""The page of one account plan: twelve sections, live, with what is missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.blueprints.pages.changing import ChangeGroup, change_groups
from kam.blueprints.pages.composed import composed
from kam.blueprints.pages.goals import GoalLine, goal_lines
from kam.blueprints.pages.mending import Missing, missing_of
from kam.blueprints.pages.words import level_words, state_words
from kam.blueprints.policies import (
    may_comment,
    may_decide,
    may_meet,
    may_share,
    may_write,
)
from kam.blueprints.queries import remarks_of, whole_of
from kam.blueprints.rules import states
from kam.core.clock import today
from kam.people.scopes import hidden_fields, may
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from kam.blueprints.models import Blueprint, Remark
    from kam.blueprints.queries import Whole
    from kam.blueprints.rules.composed import ComposedPlan, ComposedSection
    from kam.people.models import User

NOUN = "blueprint"


@dataclass(frozen=True)
class RemarkLine:
    """What a manager said to a section."""

    pk: int
    text: str
    who: str
    at: datetime
    settled: str
    turn_url: str


@dataclass(frozen=True)
class SectionCard:
    """A section with its level, what it lacks, and what was said to it."""

    part: ComposedSection
    tone: str
    missing: Sequence[Missing]
    remarks: Sequence[RemarkLine]
    waiting: int
    edit_url: str


@dataclass(frozen=True)
class Doors:
    """What this reader may do in this state; "" is no door."""

    write: bool
    submit: str
    withdraw: str
    approve: str
    send_back: str
    undo: str
    amend: str
    comment: str
    meet: str
    meeting: str
    share: str
    versions: str
    take: str


@dataclass(frozen=True)
class PlanPage:
    """Everything the page shows."""

    pk: int
    frame: RoomFrame
    plan: ComposedPlan
    state: str
    state_tone: str
    level_tone: str
    number: int
    banner: str
    banner_tone: str
    banner_text: str
    sections: Sequence[SectionCard]
    goals: Sequence[GoalLine]
    goal_url: str
    changes: Sequence[ChangeGroup]
    changed: int
    since: str
    last_review: str
    is_overdue: bool
    doors: Doors
    hides_text: bool


def plan_page(user: User, blueprint: Blueprint) -> PlanPage:
    """Build the page of a plan that `blueprint_of` loaded; in nine statements."""
    day = today(user.time_zone)
    whole = whole_of(user, blueprint, day)
    plan = composed(user, whole)
    groups = change_groups(whole)
    hides = bool(hidden_fields(user, NOUN))
    state, tone = state_words(blueprint.state)
    banner = _banner(blueprint)
    last = blueprint.last_review  # type: ignore[attr-defined]
    due = blueprint.next_review
    return PlanPage(
        pk=blueprint.pk,
        frame=room_frame(blueprint.account, "growth"),
        plan=plan,
        state=state,
        state_tone=tone,
        level_tone=level_words(whole.all.level)[1],
        number=blueprint.number,
        banner=banner[0],
        banner_tone=banner[1],
        banner_text=blueprint.decision if banner[2] and not hides else "",
        sections=_cards(user, whole, plan),
        goals=goal_lines(whole.goals, blueprint.account.currency),
        goal_url=reverse("blueprints:objective-new", args=[blueprint.pk]),
        changes=groups,
        changed=sum(len(group.lines) for group in groups),
        since=day_words(whole.sources.since, year=True),
        last_review=day_words(last, year=True) if last else "",
        is_overdue=due is not None and due < day,
        doors=doors_of(user, blueprint),
        hides_text=hides,
    )


def _banner(row: Blueprint) -> tuple[str, str, bool]:
    """Say what the state asks for: words, tone, and whether a decision is quoted."""
    who = row.decided_by.name if row.decided_by else ""
    told = {"who": who, "number": row.number}
    if row.state == states.RETURNED:
        return gettext("%(who)s 退回了这份计划书") % told, "bad", True
    if row.state == states.SUBMITTED:
        return gettext("第 %(number)s 版在等批准，内容已锁住") % told, "info", False
    if row.state == states.APPROVED:
        told["number"] = row.approved or row.number  # type: ignore[attr-defined]
        words = gettext("%(who)s 批准了第 %(number)s 版；要改先点“修订”") % told
        return words, "good", True
    if row.number:
        return (
            gettext("正在修订：第 %(number)s 版留着，改完再提交") % told,
            "warn",
            False,
        )
    return "", "", False


def _cards(user: User, whole: Whole, plan: ComposedPlan) -> list[SectionCard]:
    said = _remarks(user, whole.blueprint)
    found = []
    for part in plan.sections:
        remarks = said.get(part.key, [])
        found.append(
            SectionCard(
                part=part,
                tone=level_words(part.level)[1],
                missing=missing_of(
                    whole.blueprint, part.key, whole.parts[part.key].missing
                ),
                remarks=remarks,
                waiting=sum(not one.settled for one in remarks),
                edit_url=reverse(
                    "blueprints:section", args=[whole.blueprint.pk, part.key]
                ),
            )
        )
    return found


def _remarks(user: User, row: Blueprint) -> Mapping[str, list[RemarkLine]]:
    found: dict[str, list[RemarkLine]] = defaultdict(list)
    if hidden_fields(user, NOUN):
        return found
    for one in remarks_of(user, row):
        found[one.section].append(_remark(one))
    return found


def _remark(row: Remark) -> RemarkLine:
    name = "remark-reopen" if row.settled_at else "remark-settle"
    return RemarkLine(
        pk=row.pk,
        text=row.text,
        who=row.author.name if row.author else "",
        at=row.created_at,
        settled=row.settled_by.name if row.settled_by else "",
        turn_url=reverse(f"blueprints:{name}", args=[row.pk]),
    )


def _take(user: User, row: Blueprint) -> str:
    """Return where the plan is printed; the desk composes documents."""
    if not may(user, "blueprint", "export"):
        return ""
    return reverse("desk:blueprint-document", args=[row.pk])


def doors_of(user: User, row: Blueprint) -> Doors:
    """Return what this reader may do with a plan now; no statement."""
    kept = not row.has_left  # type: ignore[attr-defined]
    writes = kept and may_write(user, row.account)
    decides = may_decide(user, row)
    own = decides and row.decided_by_id == user.pk
    going = row.open_review  # type: ignore[attr-defined]
    meets = kept and may_meet(user, row.account)

    def door(name: str, *, is_open: bool, pk: int = row.pk) -> str:
        return reverse(f"blueprints:{name}", args=[pk]) if is_open else ""

    def move(verb: str, name: str, *, is_open: bool) -> str:
        return door(name, is_open=is_open and states.can(verb, row.state))

    return Doors(
        write=writes and row.is_writable,
        submit=move("submit", "submit", is_open=writes),
        withdraw=move("withdraw", "withdraw", is_open=writes),
        approve=move("approve", "approve", is_open=decides),
        send_back=move("send_back", "send-back", is_open=decides),
        undo=move("undo", "undo", is_open=own),
        amend=move("amend", "amend", is_open=writes),
        comment=door("remark", is_open=may_comment(user, row.account)),
        meet=door("review-open", is_open=meets),
        meeting=door("review", is_open=bool(going), pk=going or 0),
        share=door("share", is_open=may_share(user, row.account)),
        versions=door("versions", is_open=True),
        take=_take(user, row),
    )
