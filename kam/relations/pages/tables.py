"""The map as tables: one row a person, and people beside our team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.terms import Layer
from kam.judgements.terms import Confidence
from kam.relations.pages.cards import doubted
from kam.relations.terms import LineKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.relations.pages.cards import CardView, LineView
    from kam.relations.pages.scene import Scene
    from kam.relations.queries import Bond


@dataclass(frozen=True)
class Row:
    """One person with everything the drawing shows."""

    card: CardView
    layer: str
    lines: Sequence[tuple[str, str]]
    scores: str


@dataclass(frozen=True)
class Cell:
    """How well one of us knows somebody."""

    words: str
    is_short: bool
    url: str


@dataclass(frozen=True)
class TeamRow:
    """One person beside each of us."""

    card: CardView
    cells: Sequence[Cell]


@dataclass(frozen=True)
class TeamTable:
    """People by colleagues."""

    colleagues: Sequence[str]
    rows: Sequence[TeamRow]


def rows_of(scene: Scene, cards: Mapping[int, CardView]) -> list[Row]:
    """Return one row for each person."""
    return [_row(scene, cards[card.id]) for card in scene.cards]


def _row(scene: Scene, card: CardView) -> Row:
    one = scene.contact[card.id]
    return Row(
        card=card,
        layer=str(Layer(card.layer).label) if card.layer else "",
        lines=_lines(card),
        scores=f"{one.business or '—'} / {one.personal or '—'}",
    )


def _lines(card: CardView) -> list[tuple[str, str]]:
    """Return whom each kind of line leads to, the kinds that there are."""
    kinds = {
        LineKind.REPORTS: gettext("向谁汇报"),
        LineKind.INFLUENCE: gettext("影响谁"),
        LineKind.SUPPORT: gettext("支持谁"),
        LineKind.CONFLICT: gettext("与谁冲突"),
    }
    told = [(words, _ends(card, kind)) for kind, words in kinds.items()]
    return [(words, names) for words, names in told if names]


def _ends(card: CardView, kind: str) -> str:
    names = [_other(card, line) for line in card.lines if line.kind == kind]
    return gettext("、").join(names)


def _other(card: CardView, line: LineView) -> str:
    name = line.target_name if line.source == card.id else line.source_name
    return doubted(name, Confidence.LOW) if line.is_unsure else name


def _levels(bond: Bond) -> str:
    return doubted(f"{bond.level} → {bond.wanted}", bond.confidence)


def team_table(scene: Scene, cards: Mapping[int, CardView]) -> TeamTable:
    """Return who of us knows whom; colleagues who know nobody are left out."""
    us = {bond.colleague_id: bond.colleague for bond in scene.bonds}
    known = {(b.stakeholder_id, b.colleague_id): b for b in scene.bonds}

    door = reverse("relations:tie-new", args=[0])

    def cell(person_id: int, colleague_id: int) -> Cell:
        bond = known.get((person_id, colleague_id))
        url = door.replace("/0/", f"/{person_id}/")
        return Cell(
            words=_levels(bond) if bond else "",
            is_short=bond is not None and bond.level < bond.wanted,
            url=f"{url}?colleague={colleague_id}",
        )

    return TeamTable(
        colleagues=list(us.values()),
        rows=[
            TeamRow(cards[card.id], [cell(card.id, pk) for pk in us])
            for card in scene.cards
        ],
    )
