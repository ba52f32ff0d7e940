"""Rows turned into the words and shapes that templates draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.core.clock import today
from kam.people.scopes import may
from kam.visits.terms import Outcome, VisitState
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kam.people.models import User
    from kam.visits.queries import DueRow, Seen

BEADS = {
    Outcome.ORDER: "closed",
    Outcome.ADVANCE: "advance",
    Outcome.CONTINUATION: "hold",
    Outcome.REFUSAL: "refused",
}
OUTCOME_TONES = {
    Outcome.ORDER: "good",
    Outcome.ADVANCE: "good",
    Outcome.CONTINUATION: "mute",
    Outcome.REFUSAL: "bad",
}
STATE_TONES = {
    VisitState.PLANNED: "info",
    VisitState.DRAFT: "warn",
    VisitState.SUBMITTED: "good",
    VisitState.CANCELLED: "mute",
}


def outcome_words(outcome: str) -> str:
    """Return the label of an outcome."""
    return str(Outcome(outcome).label) if outcome else ""


def state_words(state: str) -> str:
    """Return the label of a state."""
    return str(VisitState(state).label)


def names(people: Iterable[Seen]) -> str:
    """Return the people of a visit in one line."""
    return gettext("、").join(person.name for person in people)


def title_of(people: Iterable[Seen]) -> str:
    """Return what a visit is called: its people, or that nobody is named."""
    return names(people) or gettext("未写见谁")


def due_words(due_on: date, now: date) -> tuple[str, str]:
    """Return when something is due, and how pressing that is."""
    late = (now - due_on).days
    if late > 0:
        words = ngettext("逾期 %(n)s 天", "逾期 %(n)s 天", late) % {"n": late}
        return words, "bad"
    if late == 0:
        return gettext("今天"), "warn"
    return day_words(due_on), "mute"


def visit_url(visit_id: int) -> str:
    """Return the address of a visit."""
    return reverse("visits:detail", args=[visit_id])


@dataclass(frozen=True)
class DueLine:
    """An action or a promise as a line with its buttons."""

    id: int
    kind: str
    ours: bool
    text: str
    note: str
    due_label: str
    tone: str
    close_url: str
    url: str = ""
    level: str = ""

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        return self.tone == "bad"


def due_line(user: User, row: DueRow) -> DueLine:
    """Write a line for an action or a promise."""
    label, tone = due_words(row.due_on, today(user.time_zone))
    door = "visits:promise-close" if row.kind == "promise" else "visits:action-close"
    who = [row.person_name] if row.person_name else []
    if row.side == "ours" and row.owner_id != user.pk:
        who.append(row.owner_name)
    if row.resource:
        who.append(gettext("需要 %(what)s") % {"what": row.resource})
    return DueLine(
        id=row.id,
        kind=row.kind,
        level=row.level,
        ours=row.side == "ours",
        text=row.text or gettext("内容不可见"),
        note=gettext(" · ").join(who),
        due_label=label,
        tone=tone,
        close_url=reverse(door, args=[row.id]) if may(user, row.kind, "change") else "",
    )
