"""Classes of the contract, and notes of the library as notes of the product."""

from __future__ import annotations

from typing import TYPE_CHECKING

import salesfrontier
from kam.performance.engine.results import Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfrontier import FitWarning

CLASSES = {
    "frontier": "frontier",
    "near": "near",
    "middle": "average",
    "behind": "low",
    salesfrontier.UNDETERMINED: "undetermined",
}


def class_by_score(score: float | None, n: int) -> str | None:
    """Name the class of a score alone; None below eight units."""
    if score is None or n < salesfrontier.SMALL_SAMPLE:
        return None
    return CLASSES[str(salesfrontier.pf_class(min(max(score, 0.0), 1.0)))]


def class_by_interval(lower: float | None, upper: float | None, n: int) -> str | None:
    """Name the class in which the whole interval lies."""
    if n < salesfrontier.SMALL_SAMPLE:
        return None
    if lower is None or upper is None:
        return CLASSES[salesfrontier.UNDETERMINED]
    return CLASSES[salesfrontier.class_within(lower, upper)]


def notes_of(warnings: Iterable[FitWarning], n: int) -> tuple[Note, ...]:
    """Carry warnings over, with the figures their texts need."""
    few = {"n": n, "fewest": salesfrontier.SMALL_SAMPLE}
    return tuple(
        Note(
            code=warning.code,
            units=tuple(str(name) for name in warning.ids),
            params=few if warning.code == "small_sample" else warning.params,
        )
        for warning in warnings
    )
