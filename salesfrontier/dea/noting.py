"""What a reader of an envelope fit should know, in one sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Solver
from salesfrontier.dea.distinct import first_of_each
from salesfrontier.dea.questions import Orientation
from salesfrontier.envelope.fitting import SMALL_SAMPLE
from salesfrontier.envelope.results import FitWarning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from salesfrontier.dea.results import EnvelopeFit
    from salesfrontier.tables import Table

    Bools = NDArray[np.bool_]

UNITS_A_COLUMN = 3
"""Rule of thumb: fewer units than this a column, and most are efficient for want of
others like them (Banker, Charnes, Cooper, Swarts & Thomas 1989)."""


def note_table(table: Table) -> Iterator[FitWarning]:
    """Say what is odd about the figures themselves.

    Yields
    ------
    FitWarning
    """
    figures = np.column_stack([table.inputs.figures, table.outputs.figures])
    names = (*table.inputs.names, *table.outputs.names)
    if table.n < SMALL_SAMPLE:
        text = f"Only {table.n} units; with fewer than {SMALL_SAMPLE} show points only."
        yield FitWarning(code="small_sample", text=text)
    elif table.n < UNITS_A_COLUMN * len(names):
        text = (
            f"{table.n} units for {len(names)} columns: with so few, most are "
            "efficient only because nobody is like them."
        )
        yield FitWarning(code="many_columns", text=text)
    first = first_of_each(figures)
    if table.n > 1 and len(first) == 1:
        yield FitWarning(
            code="all_equal", text="All units are alike: there is nothing to compare."
        )
        return
    same = [
        name
        for name, column in zip(names, figures.T, strict=True)
        if table.n > 1 and (column == column[0]).all()
    ]
    if same:
        text = f"The same figure in every row, so it says nothing: {', '.join(same)}."
        params = {"columns": ", ".join(same)}
        yield FitWarning(code="constant_column", text=text, params=params)
    if len(first) < table.n:
        again = np.setdiff1d(np.arange(table.n), first, assume_unique=True)
        double = {figures[at].tobytes() for at in again.tolist()}
        ids = tuple(
            table.ids[at] for at in first.tolist() if figures[at].tobytes() in double
        )
        text = "Other units have exactly the same figures as these; each is scored."
        yield FitWarning(code="duplicate_units", text=text, ids=ids)


def _about(fit: EnvelopeFit, code: str, text: str, who: Bools) -> Iterator[FitWarning]:
    """Make a warning about some units, if there are any."""
    ids = tuple(fit.ids[at] for at in np.flatnonzero(who).tolist())
    if ids:
        yield FitWarning(code=code, text=text, ids=ids)


def note_fit(fit: EnvelopeFit) -> Iterator[FitWarning]:
    """Say what a reader of the scores should know.

    Yields
    ------
    FitWarning
    """
    still: Bools = np.logical_not((fit.direction > 0).any(axis=1))
    if fit.orientation is Orientation.OUTPUT:
        text = "Units without output score 0; their phi is infinite."
        yield from _about(fit, "zero_output", text, still)
    else:
        text = (
            "Units with nothing that could move have no score: give them a figure, "
            "or leave them out."
        )
        yield from _about(fit, "nothing_moves", text, still)
    room = fit.input_slacks.sum(axis=1) + fit.output_slacks.sum(axis=1)
    level = np.equal(fit.score, 1.0) & (room > 0)
    text = "Level with the frontier, but a peer does better in one column."
    yield from _about(fit, "weakly_efficient", text, level)
    text = "None of the others can follow where these stand: the score has no bound."
    yield from _about(fit, "out_of_reach", text, np.isposinf(fit.score))
    text = "Solved a second time by HiGHS, because the first answer had no proof."
    yield from _about(fit, "solved_again", text, fit.solver == Solver.HIGHS)
    text = (
        "No answer could be proven, so none is given. Look for figures that differ "
        "by more than ten orders of magnitude, or hardly at all."
    )
    yield from _about(fit, "failed", text, np.isnan(fit.score) & ~still)
