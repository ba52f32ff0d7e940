"""Whom the line rests on: draw it again without each territory that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kam.performance.engine.fits import classes_of, fitted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kam.performance.rules import Constants, Unit
    from salesfrontier import FrontierFit

MOST_LEFT_OUT = 40
FEWEST_LEFT_OUT = 3
MOST_CELLS = 100_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Rest:
    """What the line loses without one territory.

    `most` and `middle` are relative falls, 0 to 1: the largest, at the potential of
    `where`, and the median over those for whom the line falls at all; `sinking`
    counts these. `changed` are those whose class would be another, by index.
    """

    key: int
    most: float
    middle: float
    where: int | None
    sinking: int
    changed: tuple[int, ...]


def most_left_out(n: int) -> int:
    """Say how many of a set are left out in turn while somebody waits for a page.

    >>> most_left_out(200), most_left_out(20_000)
    (40, 5)
    """
    return min(MOST_LEFT_OUT, max(FEWEST_LEFT_OUT, MOST_CELLS // max(n, 1)))


def resting(
    units: Sequence[Unit], method: str, constants: Constants, keys: Collection[int]
) -> tuple[Rest, ...]:
    """Leave out each of some territories, in the order of the units.

    Nobody is measured where nobody is: falls are read at the others' potentials.
    Cost O(keys n log n). Source: method §3.14.
    """
    whole = fitted(units, method)
    before = classes_of(whole, constants)
    return tuple(
        _without(at, units, whole, before, constants)
        for at, unit in enumerate(units)
        if unit.key in keys
    )


def _without(
    left_out: int,
    units: Sequence[Unit],
    whole: FrontierFit,
    before: Sequence[str],
    constants: Constants,
) -> Rest:
    others = [at for at in range(len(units)) if at != left_out]
    fit = fitted([units[at] for at in others], whole.method)
    old = whole.frontier[others]
    fall = np.zeros(len(others))
    np.divide(old - fit.frontier, old, out=fall, where=old > 0)
    sinks = np.flatnonzero(fall > 0)
    worst = int(fall.argmax())
    after = classes_of(fit, constants)
    changed = [at for at, name in zip(others, after, strict=True) if name != before[at]]
    return Rest(
        key=units[left_out].key,
        most=fall.item(worst) if len(sinks) else 0.0,
        middle=float(np.median(fall[sinks])) if len(sinks) else 0.0,
        where=units[others[worst]].key if len(sinks) else None,
        sinking=len(sinks),
        changed=tuple(units[at].key for at in changed),
    )
