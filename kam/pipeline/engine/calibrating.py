"""From the columns of some opportunities to what really happened to them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

import salesfrontier
from kam.pipeline.engine.aging import USUAL_RULES, judge_open
from kam.pipeline.engine.columns import LOST, WON
from kam.pipeline.engine.notes import notes_of
from kam.pipeline.engine.results import Calibration, ClosedOnly, Drop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.pipeline.engine.columns import Columns
    from salesfrontier import (
        AgingRules,
        Comparison,
        Incidence,
        IncidenceAt,
        ScreenedCases,
    )

UNREADABLE = {"missing_start": "unreadable_start", "missing_end": "unreadable_end"}


def calibrate(
    columns: Columns,
    *,
    censor: date,
    days: Sequence[int],
    column: str = "",
    aging: AgingRules = USUAL_RULES,
) -> Calibration:
    """Estimate how many were won and lost by each day, and compare the groups.

    Parameters
    ----------
    columns : Columns
    censor : date
        The day of the last look; nothing later is used.
    days : sequence of int
        Days after the start, each included.
    column : str
        What the groups are called in notes.
    aging : AgingRules

    Notes
    -----
    Cost O(n).
    """
    cases = columns.screened(censor)
    fit = fitted(cases)
    closing = None if fit is None else last_closing(fit)
    told = Calibration(
        censor=censor,
        rows_in=len(columns.rows),
        n=len(cases.kept),
        dropped=_drops(columns, cases),
        incidence=fit,
        at=() if fit is None else fit.at(days),
        last_closing=closing,
        closed_only=_closed_only(cases, closing),
        groups=_groups(columns, cases),
        open_ones=None if fit is None else judge_open(columns, cases, fit, aging),
        notes=(),
    )
    return notes_of(told, columns, cases, column)


def fitted(cases: ScreenedCases) -> Incidence | None:
    """Fit the usable cases; none at all fit nothing."""
    if not len(cases.kept):
        return None
    return salesfrontier.fit_incidence(
        days=cases.days, outcomes=cases.outcomes, dropped=cases.dropped
    )


def last_closing(fit: Incidence) -> IncidenceAt | None:
    """Read the estimate after the last day on which one closed."""
    ended = np.flatnonzero(fit.won.count + fit.lost.count)
    return fit.at([fit.time[ended[-1]]])[0] if len(ended) else None


def _drops(columns: Columns, cases: ScreenedCases) -> tuple[Drop, ...]:
    drops = []
    for case in cases.dropped:
        at, code = case.row, str(case.code)
        meant = {
            "missing_start": columns.unreadable_starts,
            "missing_end": columns.unreadable_ends,
        }.get(code, {})
        code = UNREADABLE[code] if at in meant else code
        drops.append(
            Drop(row=columns.rows[at], code=code, value=_shown(columns, at, code))
        )
    return tuple(drops)


def _shown(columns: Columns, at: int, code: str) -> str:
    """Show what stood in the cell that decided."""
    shown: dict[str, object] = {
        "unreadable_start": columns.unreadable_starts.get(at),
        "unreadable_end": columns.unreadable_ends.get(at),
        "start_after_censor": columns.starts[at],
        "end_before_start": columns.ends[at],
        "unknown_outcome": columns.words[at],
    }
    return str(shown.get(code) or "")


def _closed_only(
    cases: ScreenedCases, closing: IncidenceAt | None
) -> ClosedOnly | None:
    if closing is None or closing.won is None:
        return None
    won, lost = (int((cases.outcomes == kind).sum()) for kind in (WON, LOST))
    share = salesfrontier.share_of(won, won + lost)
    verdict = "not_apart"
    if share.low > closing.won.high:
        verdict = "overstates"
    elif share.high < closing.won.low:
        verdict = "understates"
    return ClosedOnly(won=won, lost=lost, share=share, verdict=verdict)


def _groups(columns: Columns, cases: ScreenedCases) -> Comparison | None:
    """Compare the closed ones of each group; those without a name take no part."""
    if not columns.groups:
        return None
    names = [columns.groups[at] for at in cases.kept.tolist()]
    pairs = Counter(zip(names, cases.outcomes.tolist(), strict=True))
    named = sorted({name for name in names if name})
    if not named:
        return None
    won = [pairs[name, WON] for name in named]
    lost = [pairs[name, LOST] for name in named]
    return salesfrontier.compare_proportions(
        names=named,
        successes=won,
        cases=[w + x for w, x in zip(won, lost, strict=True)],
    )
