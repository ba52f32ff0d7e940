"""One version of a pack, to be read well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.packs.pages.words import quadrant_words, said
from kam.packs.policies import may_choose_packs, may_write_packs
from kam.packs.queries import edition_of, editions_of
from kam.packs.rules.document import QUADRANTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.packs.queries import Edition
    from kam.packs.rules.document import Document, Step
    from kam.people.models import User


@dataclass(frozen=True)
class StepLine:
    """A step, and what may follow."""

    key: str
    name: str
    text: str
    then: Sequence[str]
    rounds: int | None


@dataclass(frozen=True)
class Cell:
    """The questions of one step and one quadrant; `span` tells its columns."""

    label: str
    texts: Sequence[str]
    span: int = 1


@dataclass(frozen=True)
class GridRow:
    """The questions of one step."""

    key: str
    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class ScoreLine:
    """A score and the line from which it is good."""

    name: str
    text: str
    good: float


@dataclass(frozen=True)
class PackPage:
    """What a pack says, which version it is, and what the reader may do."""

    key: str
    name: str
    expansion: str
    alternatives: Sequence[str]
    note: str
    verified: bool
    edition: Edition
    used: int
    newest: int
    steps: Sequence[StepLine]
    columns: Sequence[str]
    grid: Sequence[GridRow]
    questions: int
    scoring: Sequence[ScoreLine]
    may_write: bool
    may_choose: bool


def pack_page(user: User, key: str, number: int | None = None) -> PackPage:
    """Read a version, or the one in force; cost: one statement."""
    editions = editions_of(user, key)
    edition = edition_of(editions, number)
    document = edition.document
    columns = _columns(document)
    return PackPage(
        key=key,
        name=said(document.name),
        expansion=said(document.expansion),
        alternatives=[said(one) for one in document.alternatives],
        note=said(document.note),
        verified=document.verified,
        edition=edition,
        used=edition_of(editions).version,
        newest=editions[0].version,
        steps=[_step(document, step) for step in document.steps],
        columns=[quadrant_words(letter) for letter in columns],
        grid=[_grid_row(document, step, columns) for step in document.steps],
        questions=len(document.prompts),
        scoring=[
            ScoreLine(said(score.name), said(score.text), score.good)
            for score in document.scoring
        ],
        may_write=may_write_packs(user),
        may_choose=may_choose_packs(user),
    )


def _step(document: Document, step: Step) -> StepLine:
    names = {one.key: said(one.name) for one in document.steps}
    return StepLine(
        key=step.key,
        name=said(step.name),
        text=said(step.text),
        then=[names[key] for key in step.then],
        rounds=step.rounds,
    )


def _columns(document: Document) -> list[str]:
    """Return the quadrants that the pack asks by; a pack may know none."""
    used = {prompt.quadrant for prompt in document.prompts}
    return [letter for letter in (*QUADRANTS, "") if letter in used]


def _grid_row(document: Document, step: Step, columns: Sequence[str]) -> GridRow:
    here = [prompt for prompt in document.prompts if prompt.step == step.key]
    texts = {
        letter: [said(prompt.text) for prompt in here if prompt.quadrant == letter]
        for letter in columns
    }
    if here and not any(prompt.quadrant for prompt in here):
        cells = [Cell(quadrant_words(""), texts[""], len(columns))]
    else:
        cells = [Cell(quadrant_words(letter), texts[letter]) for letter in columns]
    return GridRow(key=step.key, name=said(step.name), cells=cells)
