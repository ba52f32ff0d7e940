"""Axes: round ticks, their texts, and the map from numbers to positions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, isfinite, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Point = tuple[float, float]

MANTISSAS = (1, 2, 5, 10)
LONGEST_PLAIN = 1e9
MOST_DECIMALS = 6
MOST_DIGITS = 15
SHORTEST = 1e-290


def _axis_span(low: float, high: float) -> Point:
    """Check the bounds; open an axis without length on its own side of zero."""
    if not (isfinite(high - low) and low <= high):
        message = f"an axis needs finite bounds in order, not {low!r} to {high!r}"
        raise ValueError(message)
    if high - low > max(SHORTEST, 1e-12 * max(abs(low), abs(high))):
        return low, high
    room = abs(high) / 2 if abs(high) > SHORTEST else 1.0
    return (low if low == 0 else low - room), high + room


def nice_ticks(low: float, high: float, target: int = 6) -> tuple[float, ...]:
    """Return round numbers, evenly spaced, that enclose ``low`` to ``high``.

    Steps are 1, 2 or 5 times a power of ten, and there are about `target` ticks.
    Equal bounds get an axis around them. Raises ValueError for bounds that are not
    finite or out of order.

    >>> nice_ticks(0, 74065.1)
    (0.0, 20000.0, 40000.0, 60000.0, 80000.0)
    """
    start, end = _axis_span(float(low), float(high))
    rough = (end - start) / max(target - 1, 1)
    power = floor(log10(rough))
    near = rough / float(f"1e{power}")
    mantissa = min(MANTISSAS, key=lambda wanted: abs(log10(wanted / near)))
    # Whole numbers over a power of ten give the float nearest to 0.3, not 3 × 0.1.
    top, bottom = mantissa * 10 ** max(power, 0), 10 ** max(-power, 0)
    unit = Fraction(top, bottom)
    first, last = floor(Fraction(start) / unit), ceil(Fraction(end) / unit)
    return tuple(count * top / bottom for count in range(first, last + 1))


def axis_texts(ticks: Sequence[float]) -> tuple[str, ...]:
    """Write ticks with as many decimals as their step needs.

    >>> axis_texts((0.0, 2000.0)), axis_texts((0.0, 0.25, 0.5))
    (('0', '2,000'), ('0.00', '0.25', '0.50'))
    """
    largest = max((abs(tick) for tick in ticks), default=0.0)
    step = min((after - before for before, after in pairwise(ticks)), default=1.0)
    decimals = next((d for d in range(MOST_DECIMALS + 1) if _fits(step, d)), None)
    if decimals is None or largest >= LONGEST_PLAIN:
        digits = ceil(log10(max(largest / step, 1.0))) + 1 if step > 0 else MOST_DIGITS
        return tuple(_short(tick, min(digits, MOST_DIGITS)) for tick in ticks)
    return tuple(f"{tick + 0.0:,.{decimals}f}" for tick in ticks)


def _fits(step: float, decimals: int) -> bool:
    """Tell whether a step is whole at this many decimals."""
    shifted = step * 10**decimals
    return step > 0 and abs(shifted - round(shifted)) < 1e-6 * shifted


def _short(tick: float, digits: int) -> str:
    """Write a very large or very small number with its power of ten."""
    if tick == 0:
        return "0"
    mantissa, power = f"{tick:.{digits}e}".split("e")
    return mantissa.rstrip("0").rstrip(".") + f"e{int(power)}"


@dataclass(frozen=True, slots=True)
class LinearScale:
    """Map numbers of a domain to positions of a range, and back.

    A range may run backwards, as heights on a screen do. Raises ValueError for a
    domain that is not finite or has no length.

    >>> LinearScale(domain=(0, 300), range=(200, 0))(150)
    100.0
    """

    domain: Point
    range: Point

    def __post_init__(self) -> None:
        length = self.domain[1] - self.domain[0]
        if not isfinite(length) or length == 0:
            message = f"a scale needs a finite domain with a length, not {self.domain}"
            raise ValueError(message)

    def __call__(self, number: float) -> float:
        """Return the position of a number."""
        share = (number - self.domain[0]) / (self.domain[1] - self.domain[0])
        return self.range[0] + share * (self.range[1] - self.range[0])

    def invert(self, position: float) -> float:
        """Return the number at a position; ValueError for a range of no length."""
        if self.range[0] == self.range[1]:
            message = f"a range without length cannot be read back: {self.range}"
            raise ValueError(message)
        share = (position - self.range[0]) / (self.range[1] - self.range[0])
        return self.domain[0] + share * (self.domain[1] - self.domain[0])
