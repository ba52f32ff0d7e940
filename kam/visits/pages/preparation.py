"""Preparing a visit: the objective, the ask, the last notes, what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.words import field_label, layer_label, role_label
from kam.accounts.rules.writeups import write_up
from kam.core.clock import today
from kam.needs.pages.messages import MessageCard, message_card
from kam.needs.queries.messages import ready_messages
from kam.questions.pages import Panel, panel_of
from kam.questions.queries import people_asked
from kam.visits.pages.head import Head, head_of
from kam.visits.pages.panels import LAST_NOTES, NoteCard, note_card
from kam.visits.pages.words import DueLine, due_line
from kam.visits.policies import may_write
from kam.visits.queries.history import open_actions, open_promises, past_visits
from kam.visits.queries.reading import is_hidden, people_of
from kam.visits.rules.readiness import Plan, Point, readiness
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from datetime import datetime

    from kam.accounts.queries.room import PersonRow
    from kam.people.models import User
    from kam.visits.queries.history import PastVisit

FEW_MISSING = 4
FEW_QUESTIONS = 3


@dataclass(frozen=True)
class Missing:
    """Something not known of a person yet."""

    label: str
    url: str


@dataclass(frozen=True)
class PersonCard:
    """A person of the visit: what is known, and what to find out."""

    name: str
    url: str
    note: str
    concerns: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class ReadyItem:
    """One thing to have ready before the ask."""

    text: str
    met: bool


@dataclass(frozen=True)
class PreparationPage:
    """Everything one should have seen before going in."""

    head: Head
    objective: str
    carried: str
    could_carry: str
    carry_url: str
    ask: str
    fallback: str
    notes: tuple[NoteCard, ...]
    reviewed_at: datetime | None
    review_url: str
    promises: tuple[DueLine, ...]
    actions: tuple[DueLine, ...]
    people: tuple[PersonCard, ...]
    questions: Panel
    messages: tuple[MessageCard, ...]
    ready: tuple[ReadyItem, ...]
    may_write: bool
    hidden: bool

    @property
    def late(self) -> int:
        """How many promises are late."""
        return sum(line.is_late for line in self.promises)

    @property
    def ready_count(self) -> str:
        """How many points are met, of how many."""
        return f"{sum(item.met for item in self.ready)} / {len(self.ready)}"


def preparation_page(user: User, visit: Any) -> PreparationPage:
    """Build the page of a visit that is not written up yet."""
    past = past_visits(user, visit.account, before=visit, limit=LAST_NOTES)
    rows = people_asked(user, visit.account, today(user.time_zone))
    chosen = {person.id for person in people_of(user, visit)}
    present = [row for row in rows if row.pk in chosen]
    said = ready_messages(user, visit.account, chosen)
    promises = [due_line(user, r) for r in open_promises(user, visit.account)]
    late = sum(line.is_late and line.ours for line in promises)
    writes = may_write(user, visit)
    return PreparationPage(
        head=head_of(user, visit),
        objective=_text(user, visit, "objective"),
        carried=_carried_words(visit),
        could_carry=_could_carry(visit, past),
        carry_url=reverse("visits:carry", args=[visit.pk]),
        ask=_text(user, visit, "planned_ask"),
        fallback=_text(user, visit, "fallback_ask"),
        notes=tuple(note_card(user, row) for row in past),
        reviewed_at=visit.reviewed_at,
        review_url=reverse("visits:review", args=[visit.pk]),
        promises=tuple(promises),
        actions=tuple(due_line(user, r) for r in open_actions(user, visit.account)),
        people=tuple(person_card(user, row) for row in present),
        questions=panel_of(user, visit.account, rows, FEW_QUESTIONS, frozenset(chosen)),
        messages=tuple(message_card(row) for row in said),
        ready=_ready(visit, present, has_history=bool(past), late=late),
        may_write=writes,
        hidden=is_hidden(user, "objective"),
    )


def _text(user: User, visit: Any, name: str) -> str:
    return "" if is_hidden(user, name) else str(getattr(visit, name))


def _carried_words(visit: Any) -> str:
    if visit.carried_from_id is None:
        return ""
    return gettext("承接 %(day)s") % {"day": day_words(visit.carried_from.day)}


def _could_carry(visit: Any, past: list[PastVisit]) -> str:
    """Return the objective that the last record hands on and this visit left."""
    if visit.carried_from_id is not None or not past:
        return ""
    return past[0].next_objective


def person_card(user: User, row: PersonRow) -> PersonCard:
    """Write what is known of a person, and the first things to find out."""
    url = reverse("accounts:person", args=[row.pk])
    blocks = [b for b in write_up(row.known).blocks if b.key != "organisation"]
    missing = [name for block in blocks for name in block.missing]
    parts = [row.title, layer_label(row.layer), role_label(row.functional_role)]
    return PersonCard(
        name=row.name,
        url=url,
        note=gettext(" · ").join(part for part in parts if part),
        concerns=_known(user, row, "concerns"),
        missing=tuple(
            Missing(field_label(name), f"{url}#id_{name}")
            for name in missing[:FEW_MISSING]
        ),
    )


def _known(user: User, row: PersonRow, name: str) -> str:
    return (
        "" if is_hidden(user, name, "stakeholder") else str(row.known.get(name) or "")
    )


READY_WORDS = {
    Point.ASK: lambda: gettext("写好请客户做什么"),
    Point.ASK_DATED: lambda: gettext("请求里有日期"),
    Point.FALLBACK: lambda: gettext("想好退一步"),
    Point.CARRIED: lambda: gettext("目标承接上次记录"),
    Point.REVIEWED: lambda: gettext("看过上次记录"),
    Point.PEOPLE: lambda: gettext("定好见谁"),
    Point.CONCERN: lambda: gettext("知道他们关心什么"),
    Point.LAYER: lambda: gettext("知道他们在哪个层级"),
    Point.PROMISE: lambda: gettext("先交代我方逾期的承诺"),
}


def _ready(
    visit: Any, present: list[PersonRow], *, has_history: bool, late: int
) -> tuple[ReadyItem, ...]:
    plan = Plan(
        ask=visit.planned_ask,
        fallback=visit.fallback_ask,
        has_history=has_history,
        carried=visit.carried_from_id is not None,
        reviewed=visit.reviewed_at is not None,
        people=len(present),
        concerns_known=sum(bool(row.known.get("concerns")) for row in present),
        layers_known=sum(bool(row.layer) for row in present),
        promises_late=late,
    )
    return tuple(
        ReadyItem(READY_WORDS[item.point](), item.met) for item in readiness(plan)
    )
