"""A column run: any columns of a set's figures, compared as `analysis` compares them.

What the analysis of a file says, this says of territories: the same scores, intervals,
peers and refusals. On top of it come the places that intervals allow, and classes by
the bounds this company chose, named only where the whole interval lies in one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import salesfrontier
from kam.performance.engine.analysis import Columns, analyse, draws_of
from kam.performance.engine.drawing import LIBRARY_VERSION
from kam.performance.engine.goals import goal_rules
from kam.performance.engine.results import Note
from kam.performance.rules import ENVELOPES, EXCLUDED, rank_spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.performance.engine.analysis import Analysis, Model, Score
    from kam.performance.rules import ColumnQuestion, ColumnUnit, Inquiry

UNSAID = "by_score"


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparedUnit:
    """One territory with what the comparison says of it.

    `peers` are pairs of a territory's key and its share of the mix; `span` is the
    best and the worst place that its interval allows.
    """

    unit: ColumnUnit
    score: Score
    unit_class: str
    span: tuple[int, int] | None
    peers: tuple[tuple[int, float], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SetAside:
    """One territory that took no part: why, in which column, and who says so."""

    key: int
    code: str
    reason: str
    column: str = ""
    value: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """One comparison; units stand in the order in which they were given."""

    units: tuple[ComparedUnit, ...]
    set_aside: tuple[SetAside, ...]
    notes: tuple[Note, ...]
    model: Model

    @property
    def digest(self) -> str:
        """Digest every figure of the answer; the same digest means the same answer."""
        told = [[asdict(row.score), row.unit_class, row.span] for row in self.units]
        return _digest([told, asdict(self.model)])


def _digest(told: object) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_columns(question: ColumnQuestion) -> str:
    """Digest everything a column run depends on."""
    return _digest([LIBRARY_VERSION, asdict(question)])


def draws_in(question: ColumnQuestion) -> int:
    """Count the samples that are drawn at most; none of too few territories."""
    few = len(question.taking_part) < question.constants.fewest_units
    return 0 if few else draws_of(question.choice.asked)


def compare(
    question: ColumnQuestion, tell: Callable[[int], None] | None = None
) -> Compared:
    """Compare the territories of a period in the columns that were chosen.

    `tell` hears how many samples are drawn; what it raises ends the work. Raises
    `Invalid` where the method cannot answer. Cost: see the estimators.
    """
    units, choice = question.taking_part, question.choice
    answer = analyse(
        Columns(
            ids=[unit.name for unit in units],
            inputs={key: [u.figures.get(key) for u in units] for key in choice.inputs},
            outputs={
                key: [u.figures.get(key) for u in units] for key in choice.outputs
            },
        ),
        choice.asked,
        fewest=question.constants.fewest_units,
        tell=tell,
    )
    return Compared(
        units=_compared(question, answer),
        set_aside=_set_aside(question, answer),
        notes=_notes(answer, could_draw=_could_draw(choice.asked)),
        model=answer.model,
    )


def _compared(question: ColumnQuestion, answer: Analysis) -> tuple[ComparedUnit, ...]:
    units = {unit.name: unit for unit in question.taking_part}
    spans = rank_spans([(score.lower, score.upper) for score in answer.scores])
    return tuple(
        ComparedUnit(
            unit=units[score.id],
            score=score,
            unit_class=_class(question, score),
            span=span,
            peers=tuple((units[name].key, share) for name, share in score.peers),
        )
        for score, span in zip(answer.scores, spans, strict=True)
    )


def _class(question: ColumnQuestion, score: Score) -> str:
    """Name the class in which the whole interval lies; without one it is unsure."""
    if score.score is None:
        return ""
    if score.lower is None or score.upper is None:
        return salesfrontier.UNDETERMINED
    rules = goal_rules(question.constants)
    return str(salesfrontier.class_within(score.lower, score.upper, rules))


def _set_aside(question: ColumnQuestion, answer: Analysis) -> tuple[SetAside, ...]:
    excluded = [
        SetAside(key=u.key, code=u.code, reason=EXCLUDED, text=u.exclusion)
        for u in question.units
        if u.exclusion
    ]
    units = question.taking_part
    dropped = [
        SetAside(
            key=units[drop.place].key,
            code=units[drop.place].code,
            reason=drop.code,
            column=drop.column,
            value=drop.value,
        )
        for drop in answer.dropped
    ]
    return (*excluded, *dropped)


def _could_draw(asked: Inquiry) -> bool:
    return asked.method in ENVELOPES and not asked.super_efficiency


def _notes(answer: Analysis, *, could_draw: bool) -> tuple[Note, ...]:
    """Leave out what speaks of the command line; say why there is no class."""
    notes = [note for note in answer.notes if note.code != UNSAID]
    scored = [one for one in answer.scores if one.score is not None]
    if scored and all(one.lower is None for one in scored):
        notes = [note for note in notes if note.code != "one_period"]
        told = {note.code for note in notes}
        if "no_interval" not in told:
            notes.append(Note(code="no_samples" if could_draw else "no_class"))
    return tuple(notes)
