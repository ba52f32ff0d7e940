"""The page of an account: three phases, what still keeps it there, four steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.core.clock import today
from kam.plans.queries import work_of
from kam.plans.rules.foursteps import WORK
from kam.plans.rules.limits import PERCENT
from kam.plans.rules.phases import EXITS, PHASES
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.plans.queries import Work
    from kam.plans.rules.foursteps import Part
    from kam.plans.rules.phases import Phase

# Where each missing item or task is filled in.
PLACES = {
    "met": "visits:new",
    "need": "needs:account",
    "partner": "relations:map",
    "using": "adoption:account",
    "joint": "relations:map",
    "sources": "questions:account",
    "needs": "needs:account",
    "insights": "visits:new",
    "interest": "relations:map",
    "organisation": "relations:map",
    "decision": "relations:map",
    "ranking": "visits:new",
    "known": "visits:action-new",
    "strength": "needs:value",
    "matched": "needs:account",
    "implementation": "visits:new",
    "entry": "adoption:account",
    "communication": "visits:new",
    "relations": "relations:map",
}
QUARTER, GAP = 25, 2


@dataclass(frozen=True)
class Line:
    """One item or task: its words, whether it is done, and where to do it."""

    text: str
    is_done: bool
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class PhaseCard:
    """One of the three phases; `kind` is past, now or ahead."""

    number: int
    name: str
    means: str
    purpose: str
    kind: str
    words: str


@dataclass(frozen=True)
class StepRow:
    """One of the four steps; the ring draws `drawn` of 100 from `turn` degrees on."""

    number: int
    name: str
    deliverable: str
    done: str
    percent: int
    tone: str
    thin: str
    lines: Sequence[Line]
    turn: int
    drawn: float


@dataclass(frozen=True)
class PhasesPage:
    """Everything the page shows."""

    frame: RoomFrame
    phases: Sequence[PhaseCard]
    exits: Sequence[Line]
    missing: int
    is_last: bool
    steps: Sequence[StepRow]
    ring: str


def phases_page(user: User, account: Account) -> PhasesPage:
    """Build the page from a loaded account; cost: three statements."""
    work = work_of(user, account, today(user.time_zone))
    standing = work.standing
    steps = [_step(account, n, part) for n, part in enumerate(work.parts, start=1)]
    return PhasesPage(
        frame=room_frame(account, "growth"),
        phases=[_phase(work, n, told) for n, told in enumerate(PHASES, start=1)],
        exits=[
            Line(
                say(EXITS[one.key]) % {"using": work.using},
                one.is_met,
                gettext("%(day)s起") % {"day": day_words(one.since)}
                if one.since
                else "",
                "" if one.is_met else _url(account, one.key),
            )
            for one in standing.exits
        ],
        missing=len(standing.missing),
        is_last=standing.number == len(PHASES),
        steps=steps,
        ring=gettext("四步流程：%(told)s")
        % {"told": gettext("、").join(f"{one.name} {one.percent}%" for one in steps)},
    )


def _phase(work: Work, number: int, told: Phase) -> PhaseCard:
    now = work.standing.number
    words = ""
    if number == now:
        days = work.standing.days
        words = ngettext("现在 · %(n)s 天", "现在 · %(n)s 天", days) % {"n": days}
    kind = "is-now" if number == now else "is-past" if number < now else "is-ahead"
    return PhaseCard(
        number=number,
        name=say(told.name),
        means=gettext("、").join(say(one) for one in told.means),
        purpose=say(told.purpose),
        kind=kind,
        words=words or (gettext("已走过") if number < now else ""),
    )


def _step(account: Account, number: int, part: Part) -> StepRow:
    texts: Mapping[str, str] = dict(WORK[number - 1].tasks)
    lines = [
        Line(
            say(text),
            key in part.done,
            url="" if key in part.done else _url(account, key),
        )
        for key, text in texts.items()
    ]
    return StepRow(
        number=number,
        name=say(part.work.name),
        deliverable=say(part.work.deliverable),
        done=f"{len(part.done)} / {len(texts)}",
        percent=part.percent,
        tone="good" if part.percent == PERCENT else "",
        thin=gettext("信息不足") if part.is_thin else "",
        lines=lines,
        turn=90 * (number - 2),
        drawn=(QUARTER - GAP) * part.percent / PERCENT,
    )


def _url(account: Account, key: str) -> str:
    """Return where to do it; a visit is planned for the account."""
    name = PLACES[key]
    if name == "visits:new":
        return f"{reverse(name)}?account={account.pk}"
    return reverse(name, args=[account.pk])
