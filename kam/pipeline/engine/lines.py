"""From which day on something open is late: the whole way, and stage by stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import salesfrontier
from kam.pipeline.engine.aging import aging_rules
from kam.pipeline.engine.calibrating import fitted, last_closing
from kam.pipeline.engine.columns import OUTCOMES, Columns
from kam.pipeline.rules.calibration import AgeLine, AgeLines, firsts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.pipeline.rules.calibration import Bounds, Case
    from salesfrontier import AgingRules, IncidenceAt


@dataclass(frozen=True)
class Course:
    """How things go: who is late, and how many came through; None is not known."""

    lines: AgeLines
    closing: IncidenceAt | None


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
    fit = fitted(whole.screened(censor))
    closing = None if fit is None else last_closing(fit)
    return Course(age_lines(cases, bounds, censor, whole), closing)


def _line(columns: Columns, rules: AgingRules, censor: date) -> AgeLine:
    cases = columns.screened(censor)
    if not len(cases.kept):
        return AgeLine()
    fit = salesfrontier.fit_incidence(days=cases.days, outcomes=cases.outcomes)
    found = salesfrontier.judge_ages(fit, ages=[0.0], rules=rules)
    return AgeLine(found.stale_after, found.zombie_after)
