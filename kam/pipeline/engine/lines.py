"""From which day on something open is late: the whole way, and stage by stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import salesfrontier
from kam.pipeline.engine.aging import aging_rules
from kam.pipeline.engine.calibrating import fitted, last_closing
from kam.pipeline.engine.columns import OUTCOMES, Columns
from kam.pipeline.rules.calibration import AgeLine, AgeLines, firsts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.pipeline.rules.calibration import Bounds, Case
    from salesfrontier import AgingRules, Incidence, IncidenceAt


@dataclass(frozen=True, kw_only=True)
class Course:
    """How things go: who is late, and how many came through; None is not known.

    Of `n` that began, `won` came through and `lost` left otherwise; half of those who
    come through have done so by the day `half`.
    """

    lines: AgeLines
    closing: IncidenceAt | None = None
    n: int = 0
    won: int = 0
    lost: int = 0
    half: float | None = None


def rules_of(bounds: Bounds) -> AgingRules:
    """Return the rules of the library."""
    return aging_rules(
        within=bounds.within,
        hopeless=bounds.hopeless,
        stale_quantile=bounds.stale,
        enough=bounds.enough,
    )


def whole_columns(cases: Sequence[Case]) -> Columns:
    """Return the cases from their start to their end, one entry each."""
    return Columns(
        rows=[one.key for one in cases],
        starts=[one.start for one in cases],
        ends=[None if one.is_open else one.end for one in cases],
        outcomes=[OUTCOMES[one.outcome] for one in cases],
        words=[""] * len(cases),
        groups=[one.group for one in cases] if any(c.group for c in cases) else (),
    )


def age_lines(
    cases: Sequence[Case], bounds: Bounds, censor: date, whole: Columns | None = None
) -> AgeLines:
    """Return the lines of every place a case reached, and of the whole way.

    `whole` are the whole columns where somebody has them. Cost O(n log n).
    """
    rules = rules_of(bounds)
    parts: dict[str, list[tuple[Case, date | None]]] = {}
    for case in cases:
        for place, day, _here in firsts(case, lambda one: one.place):
            parts.setdefault(place, []).append((case, day))
    return AgeLines(
        places={p: _line(_from(part), rules, censor) for p, part in parts.items()},
        whole=_line(whole or whole_columns(cases), rules, censor),
    )


def _from(part: Sequence[tuple[Case, date | None]]) -> Columns:
    return Columns(
        rows=[case.key for case, _day in part],
        starts=[day for _case, day in part],
        ends=[None if case.is_open else case.end for case, _day in part],
        outcomes=[OUTCOMES[case.outcome] for case, _day in part],
        words=[""] * len(part),
    )


def course_of(cases: Sequence[Case], bounds: Bounds, censor: date) -> Course:
    """Return the lines, and how many had left by the last day on which one did."""
    whole = whole_columns(cases)
    lines = age_lines(cases, bounds, censor, whole)
    fit = fitted(whole.screened(censor))
    if fit is None:
        return Course(lines=lines)
    return Course(
        lines=lines,
        closing=last_closing(fit),
        n=fit.n,
        won=int(fit.won.count.sum()),
        lost=int(fit.lost.count.sum()),
        half=_half(fit),
    )


def _half(fit: Incidence) -> float | None:
    """Return the day by which half of those who come through have done so."""
    share = fit.won.share
    if not fit.won.count.any():
        return None
    return float(fit.time[np.searchsorted(share, share[-1] / 2.0)])


def _line(columns: Columns, rules: AgingRules, censor: date) -> AgeLine:
    cases = columns.screened(censor)
    if not len(cases.kept):
        return AgeLine()
    fit = salesfrontier.fit_incidence(days=cases.days, outcomes=cases.outcomes)
    found = salesfrontier.judge_ages(fit, ages=[0.0], rules=rules)
    return AgeLine(found.stale_after, found.zombie_after)
