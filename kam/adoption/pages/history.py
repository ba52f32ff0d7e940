"""What moved: single moves, the matrix of transitions, and how long stages last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.adoption.pages.words import stage_words
from kam.adoption.rules.ladder import TOP, lasting, transitions
from kam.judgements.rules.scales import GATES
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kam.adoption.rules.ladder import Stay
    from kam.judgements.queries import Held

MOVES_SHOWN = 8


@dataclass(frozen=True)
class Move:
    """Somebody came to a stage on a day, and what was seen then."""

    name: str
    before: str
    after: str
    is_up: bool
    evidence: str
    day: str
    author: str


@dataclass(frozen=True)
class StageRow:
    """A row of the matrix: from a stage to each other, and how long it lasts."""

    label: str
    moves: Sequence[int | None]
    days: str
    n: int


@dataclass(frozen=True)
class Moves:
    """All that moved; `n` is the number of moves."""

    rows: Sequence[StageRow]
    columns: Sequence[str]
    n: int


def moves_of(held: Iterable[Sequence[Stay]]) -> Moves:
    """Count moves and days."""
    rows = list(held)
    counted, days = transitions(rows), lasting(rows)
    stages = range(1, TOP + 1)
    return Moves(
        rows=[
            StageRow(
                stage_words(s),
                [None if s == to else counted.get((s, to), 0) for to in stages],
                f"{days[s].days:g}" if s in days else "",
                days[s].n if s in days else 0,
            )
            for s in stages
        ],
        columns=[str(s) for s in stages],
        n=sum(counted.values()),
    )


def latest_moves(
    held: Mapping[int, Sequence[Stay]],
    rows: Sequence[Held],
    names: Mapping[int, str],
    product_id: int,
) -> list[Move]:
    """Return the newest moves of an account with what was seen on their days."""
    seen = {
        (row.stakeholder_id, row.day): row
        for row in rows
        if row.product_id == product_id and row.aspect in GATES
    }
    found = [
        (after.since, pk, before, after)
        for pk, stays in held.items()
        if pk in names
        for before, after in zip([None, *stays], stays, strict=False)
    ]
    found.sort(key=lambda move: (move[0], move[1]), reverse=True)
    return [
        Move(
            name=names[pk],
            before=stage_words(before.stage) if before else "",
            after=stage_words(after.stage),
            is_up=before is None or after.stage > before.stage,
            evidence=seen[pk, day].evidence,
            day=day_words(day),
            author=seen[pk, day].author,
        )
        for day, pk, before, after in found[:MOVES_SHOWN]
    ]
