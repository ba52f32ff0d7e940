"""From calendar days to cases: which rows can be used, and why not the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import LengthError, NumberError
from salesfrontier.outcomes.cases import Outcome, same_length

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    Days = NDArray[np.datetime64]
    Bools = NDArray[np.bool_]

UNKNOWN = -1
"""Stands in a column of outcomes for a word that means none of them."""


class CaseFault(StrEnum):
    """Why a case takes no part."""

    MISSING_START = "missing_start"
    UNKNOWN_OUTCOME = "unknown_outcome"
    START_AFTER_CENSOR = "start_after_censor"
    MISSING_END = "missing_end"
    END_BEFORE_START = "end_before_start"


CASE_TEXTS = {
    CaseFault.MISSING_START: "The case has no first day.",
    CaseFault.UNKNOWN_OUTCOME: "The outcome is neither open, won nor lost.",
    CaseFault.START_AFTER_CENSOR: "The case began after the day of the last look.",
    CaseFault.MISSING_END: "The case is closed, but its last day is missing.",
    CaseFault.END_BEFORE_START: "The case ended before it began.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class DroppedCase:
    """One case that takes no part.

    Attributes
    ----------
    row : int
        Its position in the columns given, from 0.
    code : CaseFault
    """

    row: int
    code: CaseFault

    @property
    def text(self) -> str:
        """Say the reason in a sentence."""
        return CASE_TEXTS[self.code]


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class ScreenedCases:
    """Cases ready for `fit_incidence`, and those left out.

    Attributes
    ----------
    days : ndarray of int, shape (n,), read-only
    outcomes : ndarray of int, shape (n,), read-only
    kept : ndarray of int, shape (n,), read-only
        Their positions in the columns given.
    dropped : tuple of DroppedCase
        In the order given; ``len(kept) + len(dropped)`` is the number given.
    closed_later : int
        Cases that closed after the last look: open at that day, and used as such.
    planned_end : int
        Open cases with a last day, which is taken for a plan and not used.
    """

    days: NDArray[np.int64]
    outcomes: NDArray[np.int64]
    kept: NDArray[np.int64]
    dropped: tuple[DroppedCase, ...]
    closed_later: int
    planned_end: int

    @property
    def reasons(self) -> Mapping[CaseFault, int]:
        """Count the dropped cases by reason."""
        return Counter(case.code for case in self.dropped)


def _days(name: str, given: ArrayLike) -> Days:
    column = np.asarray(given)
    if column.dtype.kind != "M":
        raise NumberError(name, "not a column of calendar days", ["the column"])
    return column.astype("datetime64[D]")


def _day(censor: np.datetime64 | str) -> np.datetime64:
    try:
        last = np.asarray(censor, dtype="datetime64[D]").reshape(1)
    except ValueError as error:
        raise NumberError(column="censor", trouble="no day", ids=[censor]) from error
    if np.isnat(last[0]):
        raise NumberError(column="censor", trouble="no day", ids=[censor])
    day: np.datetime64 = last[0]
    return day


def _faults(
    start: Days, end: Days, codes: NDArray[np.int64], censor: np.datetime64
) -> dict[CaseFault, Bools]:
    """Name the first fault of each case; a missing day compares as False."""
    closed = codes > Outcome.OPEN
    return {
        CaseFault.MISSING_START: np.isnat(start),
        CaseFault.UNKNOWN_OUTCOME: ~np.isin(codes, list(Outcome)),
        CaseFault.START_AFTER_CENSOR: start > censor,
        CaseFault.MISSING_END: closed & np.isnat(end),
        CaseFault.END_BEFORE_START: closed & (end < start),
    }


def screen_cases(
    *,
    starts: ArrayLike,
    ends: ArrayLike,
    outcomes: ArrayLike,
    censor: np.datetime64 | str,
) -> ScreenedCases:
    """Turn first and last days into days watched, as seen on one day.

    Parameters
    ----------
    starts, ends : array_like of datetime64, shape (n,)
        NaT where there is none.
    outcomes : array_like of int, shape (n,)
        See `Outcome`; `UNKNOWN` (-1) for a word that means none of them.
    censor : datetime64 or ISO text
        The day of the last look. Nothing later is used, so an earlier day shows what
        was known then: a case closed later was open, one begun later was not there.

    Returns
    -------
    ScreenedCases
        A case has one reason: the first in the order of `CaseFault`.

    Raises
    ------
    LengthError, NumberError

    Notes
    -----
    Cost O(n). Same-day ends count as day 0.

    Examples
    --------
    >>> import numpy as np
    >>> begun = np.array(["2026-01-01", "2026-01-05", "NaT"], dtype="datetime64[D]")
    >>> ended = np.array(["2026-01-11", "NaT", "NaT"], dtype="datetime64[D]")
    >>> cases = screen_cases(
    ...     starts=begun, ends=ended, outcomes=[1, 0, 0], censor="2026-01-31"
    ... )
    >>> cases.days.tolist(), [(one.row, str(one.code)) for one in cases.dropped]
    ([10, 26], [(2, 'missing_start')])
    """
    start, end, last = _days("starts", starts), _days("ends", ends), _day(censor)
    codes = np.asarray(outcomes)
    if start.ndim != 1:
        raise LengthError(column="starts", found=start.shape, wanted="(n,)")
    same_length("ends", end, len(start))
    same_length("outcomes", codes, len(start))
    seen = codes.astype(np.int64)
    faults = _faults(start, end, seen, last)
    names = list(faults)
    first = np.select(list(faults.values()), range(len(names)), default=UNKNOWN)
    closed = seen > Outcome.OPEN
    later = closed & (end > last)
    used = first == UNKNOWN
    return _gathered(
        until=np.where(closed & ~later, end, last) - start,
        outcomes=np.where(later, Outcome.OPEN, seen),
        used=used,
        dropped=tuple(
            DroppedCase(row=row, code=names[code])
            for row, code in zip(
                np.flatnonzero(~used).tolist(), first[~used].tolist(), strict=True
            )
        ),
        aside=(int((used & later).sum()), int((used & ~closed & ~np.isnat(end)).sum())),
    )


def _gathered(
    *,
    until: NDArray[np.timedelta64],
    outcomes: NDArray[np.int64],
    used: Bools,
    dropped: tuple[DroppedCase, ...],
    aside: tuple[int, int],
) -> ScreenedCases:
    columns = {
        "days": until[used].astype(np.int64),
        "outcomes": outcomes[used],
        "kept": np.flatnonzero(used),
    }
    for column in columns.values():
        column.flags.writeable = False
    closed_later, planned_end = aside
    return ScreenedCases(
        **columns, dropped=dropped, closed_later=closed_later, planned_end=planned_end
    )
