"""What a reader should know of a calibration before believing it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kam.pipeline.engine.columns import LOST, OPEN, WON
from kam.pipeline.engine.results import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kam.pipeline.engine.columns import Columns
    from kam.pipeline.engine.results import Calibration
    from salesfrontier import ScreenedCases

FEWEST_AT_RISK = 20
SHOWN_WORDS = 8


def notes_of(
    told: Calibration, columns: Columns, cases: ScreenedCases, column: str
) -> Calibration:
    """Return the calibration with its notes."""
    found = [
        *_of_estimate(told),
        *_of_rows(columns, cases),
        *_of_open(told),
        *_of_groups(told, columns, cases, column),
    ]
    return replace(told, notes=tuple(found))


def percent(share: float) -> str:
    """Write a share with the decimals its size deserves."""
    return f"{share:.2%}"


def _of_estimate(told: Calibration) -> Iterator[Note]:
    if told.incidence is None:
        yield Note(code="empty")
        return
    closing, closed = told.last_closing, told.closed_only
    if closed and closing and closing.won and closing.open is not None:
        yield Note(
            code=closed.verdict,
            params={
                "closed": percent(closed.share.value),
                "day": f"{closing.day:g}",
                "won": percent(closing.won.value),
                "low": percent(closing.won.low),
                "high": percent(closing.won.high),
                "open": percent(closing.open),
            },
        )
    beyond = [f"{one.day:g}" for one in told.at if one.won is None]
    if beyond:
        last = f"{told.incidence.last_day:g}"
        yield Note(
            code="not_followed", params={"days": ", ".join(beyond), "last": last}
        )
    thin = [
        f"{one.day:g}" for one in told.at if one.won and _is_thin(one.at_risk, told)
    ]
    if thin:
        params = {"days": ", ".join(thin), "fewest": FEWEST_AT_RISK}
        yield Note(code="few_at_risk", params=params)


def _is_thin(at_risk: int, told: Calibration) -> bool:
    """Few are watched, and those who are not were not all closed."""
    fit = told.incidence
    return at_risk < FEWEST_AT_RISK and fit is not None and fit.closed < fit.n


def _of_rows(columns: Columns, cases: ScreenedCases) -> Iterator[Note]:
    for kind, code in ((WON, "no_won"), (LOST, "no_lost")):
        if len(cases.kept) and not (cases.outcomes == kind).any():
            yield Note(code=code)
    words = Counter(
        columns.words[at]
        for at in cases.kept.tolist()
        if columns.outcomes[at] == OPEN and columns.words[at]
    )
    if words:
        shown = [f"{word} ({n})" for word, n in words.most_common(SHOWN_WORDS)]
        rest = ["…"] if len(words) > SHOWN_WORDS else []
        yield Note(code="taken_as_open", params={"words": ", ".join([*shown, *rest])})
    for code, count in (
        ("closed_later", cases.closed_later),
        ("planned_end", cases.planned_end),
    ):
        if count:
            yield Note(code=code, params={"count": count})


def _of_open(told: Calibration) -> Iterator[Note]:
    found = told.open_ones
    if found is None or not found.rows:
        return
    counts, n = found.counts, len(found.rows)
    if found.stale_after is None:
        yield Note(code="ages_few", params={"enough": found.rules.enough})
        return
    params: dict[str, object] = {
        "n": n,
        "stale": counts["stale"] + counts["zombie"],
        "share": f"{found.rules.stale_quantile:.0%}",
        "after": f"{found.stale_after:g}",
    }
    yield Note(code="stale", params=params)
    if counts["zombie"]:
        params = {
            "zombies": counts["zombie"],
            "within": f"{found.rules.within:g}",
            "hopeless": f"{found.rules.hopeless:.0%}",
        }
        yield Note(code="zombies", params=params)


def _of_groups(
    told: Calibration, columns: Columns, cases: ScreenedCases, column: str
) -> Iterator[Note]:
    if not columns.groups:
        return
    found = told.groups
    verdict = "single" if found is None else str(found.verdict)
    params: dict[str, object] = {"column": column}
    if found is not None and found.chi2 is not None and found.p is not None:
        params |= {
            "chi2": f"{found.chi2:.2f}",
            "df": found.df,
            "p": f"{found.p:.3f}",
            "smallest": f"{found.smallest_expected:.1f}",
        }
    yield Note(code=f"groups_{verdict}", params=params)
    kept = zip(cases.kept.tolist(), cases.outcomes.tolist(), strict=True)
    blank = sum(kind != OPEN and not columns.groups[at] for at, kind in kept)
    if blank:
        yield Note(code="groups_blank", params={"count": blank, "column": column})
