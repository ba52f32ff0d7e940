"""How live values, states and levels are told in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from kam.accounts.terms import AccountKind, Layer, SizeClass
from kam.adoption.pages.words import stage_words
from kam.blueprints.rules import labels
from kam.blueprints.terms import BlueprintState, Level, Measure, Section
from kam.change.pages.words import band_words
from kam.core.money import Money
from kam.pipeline.terms import Outcome as DealOutcome
from kam.pipeline.terms import Platform, ShippedStage
from kam.plans.rules.phases import PHASES
from kam.plans.terms import StepState
from kam.questions.terms import Impact
from kam.relations.rules.matrix import LABELS as RELATIONS
from kam.resources.terms import BookingState
from kam.thinking.pages.words import label_of
from kam.visits.terms import Outcome as VisitOutcome
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words
from kam.web.templatetags.ui_words import money, num

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.blueprints.rules.plain import Raw, Value

NOTHING = "—"
CHOICES = {
    "kind": AccountKind,
    "size": SizeClass,
    "layer": Layer,
    "platform": Platform,
    "outcome": DealOutcome,
    "deal_stage": ShippedStage,
    "visit": VisitOutcome,
    "step": StepState,
    "measure": Measure,
    "booking": BookingState,
    "impact": Impact,
}
LEVEL_TONES = {Level.GREEN: "good", Level.AMBER: "warn", Level.RED: "bad"}
STATE_TONES = {
    BlueprintState.DRAFT: "mute",
    BlueprintState.SUBMITTED: "warn",
    BlueprintState.RETURNED: "bad",
    BlueprintState.APPROVED: "good",
}


def value_words(value: Value) -> str:
    """Return a value in words; a dash where nothing is known."""
    if not value.is_known:
        return NOTHING
    return KINDS[value.kind](value.raw, value.unit)


def _text(raw: Raw, _unit: str) -> str:
    return str(raw)


def _count(raw: Raw, _unit: str) -> str:
    return num(float(raw or 0), 0)


def _percent(raw: Raw, _unit: str) -> str:
    return f"{raw}%"


def _money(raw: Raw, unit: str) -> str:
    return str(money(Money(int(raw or 0), unit or "CNY")))


def _day(raw: Raw, _unit: str) -> str:
    return day_words(date.fromisoformat(str(raw)), year=True)


def _days(raw: Raw, _unit: str) -> str:
    n = int(raw or 0)
    return ngettext("%(n)s 天", "%(n)s 天", n) % {"n": n}


def _stage(raw: Raw, _unit: str) -> str:
    return stage_words(int(raw or 0))


def _score(raw: Raw, _unit: str) -> str:
    return gettext("%(n)s 分") % {"n": raw}


def _word(raw: Raw, unit: str) -> str:
    code = str(raw)
    if unit in CHOICES:
        found = {str(key): str(label) for key, label in CHOICES[unit].choices}
        return found.get(code, code)
    if unit in VOCABULARIES:
        return VOCABULARIES[unit](code)
    return say(labels.YES[code])


def _phase_words(code: str) -> str:
    told = {"n": code, "name": say(PHASES[int(code) - 1].name)}
    return gettext("%(n)s %(name)s") % told


VOCABULARIES: dict[str, Callable[[str], str]] = {
    "relation": lambda code: say(RELATIONS[code]),
    "band": band_words,
    "course": lambda code: say(labels.COURSES[code][0]),
    "quadrant": label_of,
    "phase": _phase_words,
}
KINDS: dict[str, Callable[[Raw, str], str]] = {
    "text": _text,
    "count": _count,
    "percent": _percent,
    "money": _money,
    "day": _day,
    "days": _days,
    "stage": _stage,
    "score": _score,
    "person": _text,
    "word": _word,
}


def section_label(key: str) -> str:
    """Return the name of a section."""
    return str(Section(key).label)


def section_number(key: str) -> int:
    """Return the number of a section, 1 to 12."""
    return list(Section.values).index(key) + 1


def state_words(state: str) -> tuple[str, str]:
    """Return what a state is called, and its tone."""
    told = BlueprintState(state)
    return str(told.label), STATE_TONES[told]


def level_words(level: str) -> tuple[str, str]:
    """Return what a level of completeness is called, and its tone."""
    told = Level(level)
    return str(told.label), LEVEL_TONES[told]
