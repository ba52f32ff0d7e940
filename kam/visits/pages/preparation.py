"""Preparing a visit: the objective, the ask, the last notes, what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.words import field_label, layer_label, role_label
from kam.accounts.rules.writeups import write_up
from kam.core.clock import today
from kam.questions.pages import Panel, panel_from
from kam.visits.pages.head import Head, head_of
from kam.visits.pages.meeting import Meeting, meeting_of
from kam.visits.pages.panels import NoteCard, note_card
from kam.visits.pages.probing import lines_of
from kam.visits.pages.readiness import ReadyItem, ready_items
from kam.visits.pages.words import DueLine, due_line
from kam.visits.policies import may_write
from kam.visits.queries.around import around_one, chosen_of
from kam.visits.queries.reading import is_hidden
from kam.visits.rules.bring import things
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kam.accounts.queries.room import PersonRow
    from kam.people.models import User
    from kam.probing.pages import ProbeLine
    from kam.visits.queries.around import Around
    from kam.visits.queries.history import PastVisit
    from kam.visits.queries.preparing import Prepared

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
class PreparationPage:
    """Everything one should have seen before going in."""

    head: Head
    objective: str
    carried: str
    could_carry: str
    carry_url: str
    ask: str
    fallback: str
    bring: tuple[str, ...]
    notes: tuple[NoteCard, ...]
    reviewed_at: datetime | None
    review_url: str
    dues: Sequence[DueLine]
    people: tuple[PersonCard, ...]
    questions: Panel
    probes: Sequence[ProbeLine]
    probes_url: str
    meeting: Meeting
    messages_url: str
    ready: tuple[ReadyItem, ...]
    may_write: bool
    hidden: bool

    @property
    def late(self) -> int:
        """How many promises and actions are late."""
        return sum(line.is_late for line in self.dues)

    @property
    def ready_count(self) -> str:
        """How many points are met, of how many."""
        return f"{sum(item.met for item in self.ready)} / {len(self.ready)}"


def preparation_page(user: User, ready: Prepared) -> PreparationPage:
    """Build the page of a visit that is not written up yet; cost: eight statements."""
    around = around_one(user, ready, today(user.time_zone))
    return preparation_from(user, ready, around)


def preparation_from(user: User, ready: Prepared, around: Around) -> PreparationPage:
    """Write the page of what is read already; no statement."""
    visit, past, rows = ready.visit, around.past, around.rows
    account, chosen = visit.account, chosen_of(visit)
    present = [row for row in rows if row.pk in chosen]
    meeting = meeting_of(user, ready, present, around)
    dues = [due_line(user, row) for row in around.dues]
    return PreparationPage(
        head=head_of(user, visit),
        objective=_text(user, visit, "objective"),
        carried=_carried_words(visit),
        could_carry=_could_carry(visit, past),
        carry_url=reverse("visits:carry", args=[visit.pk]),
        ask=_text(user, visit, "planned_ask"),
        fallback=_text(user, visit, "fallback_ask"),
        bring=tuple(things(_text(user, visit, "bring"))),
        notes=tuple(note_card(user, row) for row in past),
        reviewed_at=visit.reviewed_at,
        review_url=reverse("visits:review", args=[visit.pk]),
        dues=dues,
        people=tuple(person_card(user, row) for row in present),
        questions=panel_from(
            user,
            account,
            rows,
            around.ledger,
            FEW_QUESTIONS,
            chosen,
            but={row.question_id for row in around.planned},
        ),
        probes=lines_of(ready, around.planned, around.ledger),
        probes_url=reverse("visits:probes", args=[visit.pk]),
        meeting=meeting,
        messages_url=reverse("needs:messages", args=[account.pk]),
        ready=ready_items(
            visit, present, meeting.stages, has_history=bool(past), dues=dues
        ),
        may_write=may_write(user, visit),
        hidden=is_hidden(user, "objective"),
    )


def _text(user: User, visit: Any, name: str) -> str:
    return "" if is_hidden(user, name) else str(getattr(visit, name))


def _carried_words(visit: Any) -> str:
    if visit.carried_from_id is None:
        return ""
    return gettext("承接 %(day)s") % {"day": day_words(visit.carried_from.day)}


def _could_carry(visit: Any, past: Sequence[PastVisit]) -> str:
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
