"""The one page of a plan (客户计划), finished: what is drawn, printed and handed on.

Plain values only: whatever renders it, a template or a document, asks the database
nothing. Money carries its currency, days are days; every other text is in the reader's
language already, and text that the reader may not read is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.accounts.pages.tabs import RoomFrame
    from kam.plans.pages.sheet.stepping import WayPart
    from kam.thinking.pages.words import Preference
    from kam.web.figures import Stat

# Halves of a printed line that a step takes, that a visit or booking adds, that fit.
OF_STEP, OF_LINE, FITS = 9, 2, 46


@dataclass(frozen=True)
class Stair:
    """One of the seven stages; `kind` is past, now, way, wanted or ahead."""

    number: int
    label: str
    kind: str
    mark: str = ""


@dataclass(frozen=True)
class LadderPart:
    """① Where the person stands with the product, by which evidence, what blocks.

    `stage` is None where nobody judged.
    """

    stage: int | None
    words: str
    stairs: Sequence[Stair]
    evidence: str = ""
    evidence_day: str = ""
    is_quote: bool = False
    note: str = ""
    must_rejudge: bool = False
    change: str = ""
    change_tone: str = ""
    block: str = ""
    lever: str = ""
    url: str = ""
    change_url: str = ""


@dataclass(frozen=True)
class ProblemLine:
    """A problem of the customer's work, how it is dealt with, whether we fit."""

    problem: str
    methods: Sequence[str]
    product: str
    fit: str
    fit_label: str
    to_know: str
    is_assumed: bool = False


@dataclass(frozen=True)
class ProblemPart:
    """② Problems and methods; `spots` are methods we could grow in."""

    lines: Sequence[ProblemLine]
    more: int
    spots: int
    url: str


@dataclass(frozen=True)
class PreferencePart:
    """③ How the person prefers to think, and how to speak with them.

    `preference` is None where it is not estimated; `manners` are label and words.
    """

    preference: Preference | None
    manners: Sequence[tuple[str, str]]
    is_walk: bool
    url: str


@dataclass(frozen=True)
class LearnLine:
    """An open question: what it is worth, and how often it was asked."""

    text: str
    note: str
    asked: str
    was_asked: bool
    url: str


@dataclass(frozen=True)
class AskLine:
    """A question planned for the next visit, along the flow."""

    text: str
    level: str
    aim: str
    answer: str
    was_asked: bool


@dataclass(frozen=True)
class NextVisit:
    """The next visit that may carry a step."""

    pk: int
    day: date
    words: str
    url: str
    objective: str
    ask: str
    fallback: str


@dataclass(frozen=True)
class LearnPart:
    """④ What is to be learnt, what the next visit asks, and what it is to reach."""

    questions: Sequence[LearnLine]
    more: int
    url: str
    probes: Sequence[AskLine]
    probes_url: str
    visit: NextVisit | None
    visit_url: str


@dataclass(frozen=True)
class CheckLine:
    """One thing to mend, where it is mended; a warning stops nothing."""

    text: str
    where: str
    url: str
    is_warning: bool


@dataclass(frozen=True)
class SixStepPage:
    """The six steps of one plan on one page."""

    pk: int
    revision: int
    frame: RoomFrame
    name: str
    state: str
    state_label: str
    tone: str
    account: str
    person: str
    person_note: str
    person_url: str
    product: str
    owner: str
    began: date
    by: date | None
    closed_on: date | None
    ending: str
    stats: Sequence[Stat]
    done: int
    steps: int
    slip: int
    ladder: LadderPart
    problems: ProblemPart
    preference: PreferencePart
    learn: LearnPart
    way: WayPart
    checks: Sequence[CheckLine]
    may_write: bool
    is_hidden: bool
    is_lost: bool
    printed: str = ""

    @property
    def may_edit(self) -> bool:
        """Whether the reader may write it as it stands."""
        return self.may_write and not self.is_lost and self.state != "closed"

    @property
    def is_long(self) -> bool:
        """Whether paper needs smaller print for its steps."""
        steps = self.way.steps
        added = sum(len(step.meetings) + len(step.bookings) for step in steps)
        return OF_STEP * len(steps) + OF_LINE * added > FITS

    @property
    def gaps(self) -> list[CheckLine]:
        """What keeps the plan from being carried out."""
        return [line for line in self.checks if not line.is_warning]

    @property
    def warnings(self) -> list[CheckLine]:
        """What should be looked at."""
        return [line for line in self.checks if line.is_warning]
