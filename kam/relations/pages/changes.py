"""What changed on the map between two days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.accounts.terms import Layer
from kam.judgements.pages import value_words
from kam.judgements.terms import Aspect
from kam.relations.pages.cards import KINDS
from kam.relations.pages.scene import ASPECTS
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kam.relations.pages.reading import Told

SHOWN = 40


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
    return [Change(day_words(day), text) for day, text in found[:SHOWN]]


def _people(told: Told, early: date, late: date) -> Iterator[tuple[date, str]]:
    before = {card.id for card in told.early.cards}
    for card in told.late.cards:
        if card.id not in before and early < card.known_on <= late:
            yield card.known_on, gettext("认识了%(who)s") % {"who": card.name}
    for card in told.cards:
        if card.left_on is not None and early < card.left_on <= late:
            yield card.left_on, gettext("%(who)s离开了") % {"who": card.name}


def _lines(
    told: Told, names: dict[int, str], early: date, late: date
) -> Iterator[tuple[date, str]]:
    for wire in told.wires:
        if wire.source not in names or wire.target not in names:
            continue
        words = KINDS[wire.kind](names[wire.source], names[wire.target])
        if early < wire.day <= late:
            yield wire.day, gettext("新画：%(line)s") % {"line": words}
        if wire.ended_on is not None and early < wire.ended_on <= late:
            yield wire.ended_on, gettext("结束：%(line)s") % {"line": words}


def _values(told: Told, names: dict[int, str]) -> Iterator[tuple[date, str]]:
    before, after = told.early.standing, told.late.standing
    for key, held in after.rows.items():
        was = before.rows.get(key)
        if held.aspect not in ASPECTS or held.stakeholder_id not in names:
            continue
        if was and was.value == held.value:
            continue
        yield (
            held.day,
            gettext("%(who)s · %(about)s：%(was)s → %(now)s")
            % {
                "who": names[held.stakeholder_id],
                "about": Aspect(held.aspect).label,
                "was": value_words(was.aspect, was.value) if was else "—",
                "now": value_words(held.aspect, held.value),
            },
        )


def _layers(told: Told, names: dict[int, str]) -> Iterator[tuple[date, str]]:
    for shift in told.shifts:
        if shift.stakeholder_id in names:
            yield (
                shift.day,
                gettext("%(who)s · 层级：%(was)s → %(now)s")
                % {
                    "who": names[shift.stakeholder_id],
                    "was": Layer(shift.layer_before).label
                    if shift.layer_before
                    else "—",
                    "now": Layer(shift.layer).label,
                },
            )
