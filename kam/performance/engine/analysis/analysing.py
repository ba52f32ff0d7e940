"""Screen the columns, answer with one estimator, and say what to know."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import salesfrontier
from kam.core.errors import Invalid
from kam.performance.engine.analysis.envelopes import answer_envelope, answer_order_m
from kam.performance.engine.analysis.lines import answer_quantile, answer_sfa
from kam.performance.engine.analysis.results import (
    Analysis,
    Dropped,
    Model,
    Score,
)
from kam.performance.engine.results import Note
from kam.performance.rules import ADVICE, ENVELOPES, ONLY_SOME, TROUBLES, check_inquiry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kam.performance.engine.analysis.results import Columns
    from kam.performance.rules import Inquiry
    from salesfrontier import ScreenedColumns

ANSWERS = {
    "order-m": answer_order_m,
    "quantile": answer_quantile,
    "sfa": answer_sfa,
}


OF_ID = ("missing_id", "duplicate_id")


def analyse(
    columns: Columns,
    asked: Inquiry,
    *,
    fewest: int = 1,
    tell: Callable[[int], None] | None = None,
) -> Analysis:
    """Compare the usable rows of a table.

    Of less than `fewest` rows only the figures are given, and why. `tell` hears of
    each sample for the intervals how many are drawn.

    Raises
    ------
    Invalid
        The question does not fit, or the method cannot answer it on these rows.

    Notes
    -----
    Cost: see the estimators of `salesfrontier`.
    """
    check_inquiry(asked, inputs=columns.inputs, outputs=columns.outputs)
    table = salesfrontier.screen_columns(
        ids=columns.ids,
        inputs=columns.inputs,
        outputs=columns.outputs,
        positive=asked.log,
        signed=asked.is_line and not asked.log,
        first_row=0,
    )
    dropped = _dropped(table)
    if not table.ids:
        return _empty(asked, dropped)
    if len(table.ids) < fewest:
        return _points(table, asked, dropped, fewest)
    answer = _answer(table, asked, tell)
    notes = (*_before(table), *answer.notes, *_after(answer))
    return replace(answer, dropped=dropped, notes=notes)


def _answer(
    table: ScreenedColumns, asked: Inquiry, tell: Callable[[int], None] | None
) -> Analysis:
    try:
        if asked.method in ENVELOPES:
            return answer_envelope(table, asked, tell)
        return ANSWERS[asked.method](table, asked)
    except salesfrontier.FrontierError as error:
        raise _refusal(error) from error


def _dropped(table: ScreenedColumns) -> tuple[Dropped, ...]:
    return tuple(
        Dropped(
            place=row.row,
            id=row.id,
            column="" if row.code in OF_ID else row.column,
            code=str(row.code),
            value=row.value,
        )
        for row in table.dropped
    )


def _points(
    table: ScreenedColumns, asked: Inquiry, dropped: tuple[Dropped, ...], fewest: int
) -> Analysis:
    """Give the figures only: one or two units would decide the whole frontier."""
    params = {"n": len(table.ids), "fewest": fewest}
    scores = tuple(Score(id=str(name), score=None) for name in table.ids)
    note = Note(code="points_only", params=params)
    return replace(_empty(asked, dropped), scores=scores, notes=(note,))


def _empty(asked: Inquiry, dropped: tuple[Dropped, ...]) -> Analysis:
    model = Model(
        method=asked.method,
        orientation=asked.way,
        library_version=salesfrontier.__version__,
    )
    return Analysis(
        scores=(), model=model, dropped=dropped, notes=(Note(code="empty"),)
    )


def _refusal(error: salesfrontier.FrontierError) -> Invalid:
    """Say a refusal of the library in the words of the product."""
    known = error.code in TROUBLES
    count = error.params.get("count")
    only_some = ONLY_SOME if error.params.get("shown", count) != count else ""
    refusal = Invalid(
        TROUBLES.get(error.code, error.what),
        why=only_some if known else "; ".join(error.steps),
        todo=ADVICE.get(error.code, ""),
    )
    refusal.params = dict(error.params)
    return refusal


def _before(table: ScreenedColumns) -> Iterator[Note]:
    """Name the units with figures that are allowed but odd."""
    inputs, outputs = table.inputs.values(), table.outputs.values()
    for code, columns, bound in (
        ("zero_input", inputs, "zero"),
        ("below_zero", (*inputs, *outputs), "below"),
    ):
        found = [
            name
            for at, name in enumerate(table.ids)
            if any(c[at] == 0 if bound == "zero" else c[at] < 0 for c in columns)
        ]
        if found:
            yield Note(code=code, units=tuple(found))


def _after(answer: Analysis) -> Iterator[Note]:
    unproven = tuple(
        unit.id for unit in answer.scores if not unit.certified and unit.score
    )
    if unproven and "no_noise" not in {note.code for note in answer.notes}:
        yield Note(code="uncertified", units=unproven)
    if any(unit.unit_class for unit in answer.scores):
        yield Note(code="one_period")
