"""The passport of an account: what its receiver reads before the first visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.words import layer_label
from kam.core.clock import today
from kam.handover.pages.listing import state_words
from kam.handover.policies import may_confirm
from kam.handover.queries import opened
from kam.handover.terms import Part
from kam.judgements.pages.words import held_line
from kam.judgements.queries import account_standing
from kam.judgements.rules.freshness import AGEING_AFTER
from kam.questions.pages import panel_of
from kam.questions.queries import SETTINGS, people_asked
from kam.visits.pages.panels import LAST_NOTES, note_card
from kam.visits.pages.words import due_line, title_of, visit_url
from kam.visits.queries.dues import open_dues
from kam.visits.queries.history import visits_around
from kam.web.templatetags.ui_dates import day_words, days_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from kam.accounts.queries.room import PersonRow
    from kam.handover.models import Handover
    from kam.judgements.pages.words import HeldLine
    from kam.judgements.queries import Standing
    from kam.people.models import User
    from kam.questions.pages.lines import Line
    from kam.visits.pages.panels import NoteCard
    from kam.visits.pages.words import DueLine
    from kam.visits.queries import VisitRow

MOST_HELD, MOST_PEOPLE, MOST_QUESTIONS = 3, 40, 5


@dataclass(frozen=True)
class PersonStance:
    """Somebody of the account, and the newest of what we hold of them."""

    name: str
    note: str
    url: str
    held: tuple[HeldLine, ...]
    further: int


@dataclass(frozen=True)
class PlanLine:
    """A visit that was taken over."""

    when: str
    title: str
    objective: str
    url: str


@dataclass(frozen=True)
class PartHead:
    """A part of the passport: its name, how much it holds, and whether it was read."""

    key: str
    label: str
    count: int
    is_read: bool


@dataclass(frozen=True)
class PassportPage:
    """Everything about one account that its receiver is to know."""

    pk: int
    account: str
    account_url: str
    former: str
    receiver: str
    day: datetime
    state: str
    tone: str
    confirmed_at: datetime | None
    note: str
    heads: dict[str, PartHead]
    people: tuple[PersonStance, ...]
    people_left: int
    promises_ours: tuple[DueLine, ...]
    promises_theirs: tuple[DueLine, ...]
    actions: tuple[DueLine, ...]
    questions: tuple[Line, ...]
    questions_url: str
    notes: tuple[NoteCard, ...]
    plans: tuple[PlanLine, ...]
    may_confirm: bool

    @property
    def unread(self) -> int:
        """How many parts are still to be read."""
        return sum(not head.is_read for head in self.heads.values())


def passport_page(user: User, pk: int) -> PassportPage:
    """Build the passport of a hand-over in sight in six statements."""
    found = opened(user, pk, *SETTINGS)
    account = found.handover.account
    day = today(user.time_zone)
    rows = people_asked(user, account, day)
    standing = account_standing(user, account, day)
    panel = panel_of(
        user,
        account,
        rows,
        first=MOST_QUESTIONS,
        settings=found.settings,
        standing=standing,
    )
    dues = [due_line(user, row) for row in open_dues(user, account)]
    plans, notes = visits_around(user, account)
    after = int(found.settings[AGEING_AFTER.key])
    here = [row for row in rows if not row.has_left]
    promises = [line for line in dues if line.kind == "promise"]
    told: dict[Part, list[Any]] = {
        Part.PEOPLE: [_stance(row, standing, day, after) for row in here],
        Part.PROMISES: promises,
        Part.ACTIONS: [line for line in dues if line.kind == "action"],
        Part.NOTES: [note_card(user, row) for row in notes[:LAST_NOTES]],
        Part.VISITS: [_plan(row, day) for row in plans],
    }
    counts = {part: len(lines) for part, lines in told.items()}
    return PassportPage(
        **_about(user, found.handover),
        heads=_heads(found.handover, {**counts, Part.QUESTIONS: panel.total}),
        people=tuple(told[Part.PEOPLE][:MOST_PEOPLE]),
        people_left=max(len(here) - MOST_PEOPLE, 0),
        promises_ours=tuple(line for line in promises if line.ours),
        promises_theirs=tuple(line for line in promises if not line.ours),
        actions=tuple(told[Part.ACTIONS]),
        questions=tuple(panel.first),
        questions_url=panel.url,
        notes=tuple(told[Part.NOTES]),
        plans=tuple(told[Part.VISITS]),
    )


def _about(user: User, handover: Handover) -> dict[str, Any]:
    """Say whose hand-over it is, and how far it has come."""
    state, tone = state_words(
        confirmed=handover.confirmed_at is not None,
        overtaken=handover.overtaken_at is not None,
    )
    return {
        "pk": handover.pk,
        "account": handover.account.name,
        "account_url": reverse("desk:account", args=[handover.account_id]),
        "former": handover.former.name,
        "receiver": handover.receiver.name,
        "day": handover.opened_at,
        "state": state,
        "tone": tone,
        "confirmed_at": handover.confirmed_at,
        "note": handover.note,
        "may_confirm": handover.is_waiting and may_confirm(user, handover),
    }


def _heads(handover: Handover, counts: Mapping[Part, int]) -> dict[str, PartHead]:
    return {
        str(part): PartHead(
            key=str(part),
            label=str(part.label),
            count=counts[part],
            is_read=str(part) in handover.parts,
        )
        for part in Part
    }


def _stance(row: PersonRow, standing: Standing, day: date, after: int) -> PersonStance:
    held = sorted(standing.about(row.pk), key=lambda one: (one.day, one.id))[::-1]
    products = _products(standing.about(row.pk))
    layer = layer_label(row.layer) if row.layer else gettext("层级未定")
    return PersonStance(
        name=row.name,
        note=gettext(" · ").join(part for part in (row.title, layer) if part),
        url=reverse("accounts:person", args=[row.pk]),
        held=tuple(held_line(one, day, after, products) for one in held[:MOST_HELD]),
        further=max(len(held) - MOST_HELD, 0),
    )


def _products(held: Iterable) -> dict[int, str]:
    return {one.product_id: one.product for one in held if one.product_id}


def _plan(row: VisitRow, day: date) -> PlanLine:
    hour = f" {row.start_time:%H:%M}" if row.start_time else ""
    ago = days_words((row.day - day).days)
    return PlanLine(
        when=f"{day_words(row.day, weekday=True)}{hour} · {ago}",
        title=title_of(row.people),
        objective=row.objective,
        url=visit_url(row.id),
    )
