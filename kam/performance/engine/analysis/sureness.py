"""How sure the scores of an envelope are, or why that cannot be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import salesfrontier
from kam.performance.engine.analysis.classing import notes_of
from kam.performance.engine.results import Note
from kam.performance.rules import TROUBLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.performance.rules import Inquiry
    from salesfrontier import BootstrapFit, EnvelopeFit, ScoreIntervals


@dataclass(frozen=True, kw_only=True, slots=True)
class Sureness:
    """Intervals that hold their level, and scores without what they flatter by."""

    intervals: ScoreIntervals | None = None
    corrected: BootstrapFit | None = None
    notes: tuple[Note, ...] = ()


def draws_of(asked: Inquiry) -> int:
    """Count the samples that `how_sure` draws at most; 0 without intervals."""
    return asked.bootstrap * (2 if _is_correctable(asked) else 1)


def _is_correctable(asked: Inquiry) -> bool:
    return asked.method != "fdh" and asked.way != "directional"


def how_sure(
    fit: EnvelopeFit, asked: Inquiry, tell: Callable[[int], None] | None = None
) -> Sureness:
    """Draw the samples that were asked for.

    Intervals come from measuring against fewer units (Kneip, Simar and Wilson 2008),
    corrections from the smooth bootstrap (Simar and Wilson 1998), both from one seed.
    `tell` hears of each sample how many are drawn. Cost O(times) fits, twice.
    """
    if not asked.bootstrap:
        classed = fit.n >= salesfrontier.SMALL_SAMPLE and not asked.super_efficiency
        return Sureness(notes=(Note(code="by_score"),) if classed else ())
    try:
        intervals = salesfrontier.score_intervals(
            fit,
            rng=np.random.default_rng(asked.seed),
            times=asked.bootstrap,
            level=asked.level,
            progress=tell,
        )
    except salesfrontier.FrontierError as error:
        told = TROUBLES.get(error.code, error.what)
        params = {"reason": told, **error.params}
        return Sureness(notes=(Note(code="no_interval", params=params),))
    corrected = _corrected(fit, asked, tell)
    if corrected is None:
        return Sureness(intervals=intervals, notes=(Note(code="no_correction"),))
    notes = notes_of(corrected.warnings, fit.n)
    return Sureness(intervals=intervals, corrected=corrected, notes=notes)


def _corrected(
    fit: EnvelopeFit, asked: Inquiry, tell: Callable[[int], None] | None
) -> BootstrapFit | None:
    if not _is_correctable(asked):
        return None
    try:
        return salesfrontier.bootstrap(
            fit,
            rng=np.random.default_rng(asked.seed),
            times=asked.bootstrap,
            level=asked.level,
            progress=None
            if tell is None
            else lambda done: tell(asked.bootstrap + done),
        )
    except salesfrontier.FrontierError:
        return None
