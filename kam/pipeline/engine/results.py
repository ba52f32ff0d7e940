"""What a calibration hands back: frozen rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.pipeline.engine.aging import OpenOnes
    from salesfrontier import Comparison, Incidence, IncidenceAt, Share


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Something a reader should know; `code` is a key of `words.NOTES`."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Drop:
    """One opportunity that takes no part; `code` is a key of `words.FAULTS`."""

    row: int
    code: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedOnly:
    """The share won of the closed ones alone, and what it does to the answer.

    `verdict` is ``overstates``, ``understates`` or ``not_apart``: whether its interval
    lies clear of that of the incidence after the last day on which one closed.
    """

    won: int
    lost: int
    share: Share
    verdict: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration:
    """What really happened: `incidence` is None where nothing could be used."""

    censor: date
    rows_in: int
    n: int
    dropped: tuple[Drop, ...]
    incidence: Incidence | None
    at: tuple[IncidenceAt, ...]
    last_closing: IncidenceAt | None
    closed_only: ClosedOnly | None
    groups: Comparison | None
    open_ones: OpenOnes | None
    notes: tuple[Note, ...]
