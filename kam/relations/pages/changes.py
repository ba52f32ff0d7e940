"""What changed on the map between two days."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.accounts.terms import Layer
from kam.judgements.pages import value_words
from kam.judgements.terms import Aspect
from kam.relations.pages.cards import KINDS
from kam.relations.pages.scene import ASPECTS
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from kam.judgements.queries import Held
    from kam.relations.pages.reading import Told

SHOWN = 40
# A day, and what is said of it once it is shown.
Said = tuple["date", "Callable[[], str]"]


@dataclass(frozen=True)
class Change:
    """One thing that became otherwise."""

    day: str
    text: str


def changes_of(told: Told) -> list[Change]:
    """Return what changed since the earlier day, the newest first."""
    early, late = told.early.day, told.late.day
    names = {card.id: card.name for card in told.cards}
    found = [
        *_people(told, early, late),
        *_lines(told, names, early, late),
        *_values(told, names),
        *_layers(told, names),
    ]
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [Change(day_words(day), said()) for day, said in found[:SHOWN]]


def _people(told: Told, early: date, late: date) -> Iterator[Said]:
    before = {card.id for card in told.early.cards}
    for card in told.late.cards:
        if card.id not in before and early < card.known_on <= late:
            yield card.known_on, partial(_met, card.name)
    for card in told.cards:
        if card.left_on is not None and early < card.left_on <= late:
            yield card.left_on, partial(_left, card.name)


def _met(who: str) -> str:
    return gettext("认识了%(who)s") % {"who": who}


def _left(who: str) -> str:
    return gettext("%(who)s离开了") % {"who": who}


def _lines(
    told: Told, names: dict[int, str], early: date, late: date
) -> Iterator[Said]:
    for wire in told.wires:
        if wire.source not in names or wire.target not in names:
            continue
        ends = (names[wire.source], names[wire.target])
        if early < wire.day <= late:
            yield wire.day, partial(_drawn, wire.kind, *ends)
        if wire.ended_on is not None and early < wire.ended_on <= late:
            yield wire.ended_on, partial(_ended, wire.kind, *ends)


def _drawn(kind: str, source: str, target: str) -> str:
    return gettext("新画：%(line)s") % {"line": KINDS[kind](source, target)}


def _ended(kind: str, source: str, target: str) -> str:
    return gettext("结束：%(line)s") % {"line": KINDS[kind](source, target)}


def _values(told: Told, names: dict[int, str]) -> Iterator[Said]:
    before, after = told.early.standing, told.late.standing
    for key, held in after.rows.items():
        if held.aspect not in ASPECTS or held.stakeholder_id not in names:
            continue
        was = before.rows.get(key)
        if was is None or was.value != held.value:
            yield held.day, partial(_judged, names[held.stakeholder_id], was, held)


def _judged(who: str, was: Held | None, held: Held) -> str:
    return gettext("%(who)s · %(about)s：%(was)s → %(now)s") % {
        "who": who,
        "about": Aspect(held.aspect).label,
        "was": value_words(was.aspect, was.value) if was else "—",
        "now": value_words(held.aspect, held.value),
    }


def _layers(told: Told, names: dict[int, str]) -> Iterator[Said]:
    for shift in told.shifts:
        if shift.stakeholder_id in names:
            who = names[shift.stakeholder_id]
            yield shift.day, partial(_moved, who, shift.layer_before, shift.layer)


def _moved(who: str, before: str, layer: str) -> str:
    return gettext("%(who)s · 层级：%(was)s → %(now)s") % {
        "who": who,
        "was": Layer(before).label if before else "—",
        "now": Layer(layer).label,
    }
