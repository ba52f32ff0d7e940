"""An account's map on one day: who was there, what was held, which lines ran."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kam.accounts.rules.threads import LAYERS
from kam.judgements.rules.scales import BUSINESS, INFLUENCE, PERSONAL
from kam.relations.rules.map import (
    Bounds,
    Contact,
    Reading,
    Share,
    concentration,
    deciders,
    on_our_side,
    read_map,
)
from kam.relations.rules.matrix import class_of
from kam.relations.rules.paths import Step, Way, runner_up, steps_of, warmest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.judgements.queries import Standing
    from kam.relations.queries import Bond, Card, Shift, Wanted, Wire

ASPECTS = (INFLUENCE, BUSINESS, PERSONAL)


@dataclass(frozen=True)
class Scene:
    """Everything the map shows of one day."""

    day: date
    cards: Sequence[Card]
    standing: Standing
    wires: Sequence[Wire]
    bonds: Sequence[Bond]
    wanted: Sequence[Wanted]
    bounds: Bounds

    @cached_property
    def by_id(self) -> dict[int, Card]:
        """The cards by person."""
        return {card.id: card for card in self.cards}

    @cached_property
    def contacts(self) -> list[Contact]:
        """The people as the rules know them."""
        value = self.standing.value
        return [
            Contact(
                id=card.id,
                layer=card.layer,
                business=value(card.id, BUSINESS),
                personal=value(card.id, PERSONAL),
                influence=value(card.id, INFLUENCE),
                role=card.role,
            )
            for card in self.cards
        ]

    @cached_property
    def contact(self) -> dict[int, Contact]:
        """The contacts by person."""
        return {one.id: one for one in self.contacts}

    @cached_property
    def reading(self) -> Reading:
        """What the map says."""
        return read_map(self.contacts, self.bounds)

    @cached_property
    def deciders(self) -> list[Contact]:
        """Who decides."""
        return deciders(self.contacts)

    @cached_property
    def decider_ids(self) -> frozenset[int]:
        """Who decides, by number."""
        return frozenset(one.id for one in self.deciders)

    @cached_property
    def newest(self) -> dict[int, date]:
        """The day of the newest evidence about each person."""
        found: dict[int, date] = {}
        for held in self.standing.rows.values():
            known = found.get(held.stakeholder_id)
            if known is None or known < held.day:
                found[held.stakeholder_id] = held.day
        return found

    @cached_property
    def role_to_find(self) -> str:
        """The role of the decision layer that is looked for, while nobody is known."""
        if any(card.layer == LAYERS[0] for card in self.cards):
            return ""
        return next((w.title for w in self.wanted if w.layer == LAYERS[0]), "")

    @cached_property
    def starts(self) -> list[int]:
        """Who is warm enough to be asked for an introduction, the warmest first."""
        warm = [c for c in self.contacts if c.strength >= self.bounds.warm]
        return [c.id for c in sorted(warm, key=lambda c: (-c.strength, c.id))]

    @cached_property
    def steps(self) -> list[Step]:
        """Every way along a line."""
        return [
            step
            for wire in self.wires
            for step in steps_of(
                wire.id, wire.kind, (wire.source, wire.target), wire.strength
            )
        ]

    @cached_property
    def way(self) -> Way | None:
        """The warmest way to whoever decides."""
        return warmest(self.starts, [c.id for c in self.deciders], self.steps)

    @cached_property
    def second(self) -> Way | None:
        """The next best way."""
        goals = [c.id for c in self.deciders]
        return runner_up(self.way, self.starts, goals, self.steps) if self.way else None

    @cached_property
    def our_side(self) -> Share | None:
        """Who of us holds most of the strength."""
        levels: dict[int, dict[int, int]] = {}
        for bond in self.bonds:
            mine = levels.setdefault(bond.stakeholder_id, {})
            mine[bond.colleague_id] = bond.level
        return concentration(on_our_side(self.contacts, levels))

    def class_of(self, person_id: int) -> str:
        """Return the class of a relationship, or nothing."""
        one = self.contact[person_id]
        return class_of(one.business, one.personal, self.bounds.high)


@dataclass(frozen=True)
class Drawn:
    """What an account's map is drawn from; `shifts` are later changes of layer."""

    cards: Sequence[Card]
    wires: Sequence[Wire]
    bounds: Bounds
    bonds: Sequence[Bond] = ()
    wanted: Sequence[Wanted] = ()
    shifts: Sequence[Shift] = ()


def scene_on(standing: Standing, drawn: Drawn) -> Scene:
    """Put the day of a standing together."""
    day = standing.day
    running = [wire for wire in drawn.wires if wire.holds(day)]
    seen = {held.stakeholder_id for held in standing.rows.values()}
    seen |= {end for wire in running for end in (wire.source, wire.target)}
    there = [
        _as_of(card, [one for one in drawn.shifts if one.day > day])
        for card in drawn.cards
        if card.was_there(day) and (card.known_on <= day or card.id in seen)
    ]
    known = {card.id for card in there}
    return Scene(
        day=day,
        cards=there,
        standing=standing,
        wires=[w for w in running if w.source in known and w.target in known],
        bonds=[bond for bond in drawn.bonds if bond.stakeholder_id in known],
        wanted=drawn.wanted,
        bounds=drawn.bounds,
    )


def _as_of(card: Card, shifts: Sequence[Shift]) -> Card:
    first = next((s for s in shifts if s.stakeholder_id == card.id), None)
    return replace(card, layer=first.layer_before) if first else card
