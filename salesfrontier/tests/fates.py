"""Slow, independent answers about cases: the definitions, with fractions.

Nothing is summed as it goes: each day looks at every case again, O(n²).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

OPEN, WON, LOST = 0, 1, 2


@dataclass(frozen=True, kw_only=True)
class Fates:
    """A few cases."""

    days: list[float]
    outcomes: list[int]

    def columns(self, **changes: object) -> dict[str, object]:
        """Arguments for `fit_incidence`."""
        return {"days": self.days, "outcomes": self.outcomes} | changes

    @property
    def pairs(self) -> list[tuple[float, int]]:
        return list(zip(self.days, self.outcomes, strict=True))

    def at_risk(self, day: float) -> int:
        return sum(one >= day for one in self.days)

    def ended(self, day: float, *kinds: int) -> int:
        return sum(one == day and kind in kinds for one, kind in self.pairs)


def open_before(fates: Fates, day: float, *kinds: int, after: float = -1) -> Fraction:
    """Multiply what is left on each earlier day (Kaplan-Meier)."""
    left = Fraction(1)
    for earlier in {one for one in fates.days if after < one < day}:
        left *= 1 - Fraction(fates.ended(earlier, *kinds), fates.at_risk(earlier))
    return left


def incidence_by(fates: Fates, day: float, kind: int, *, after: float = -1) -> Fraction:
    """Sum what ends in one way on each day up to this one, begun after a day."""
    return sum(
        (
            open_before(fates, one, WON, LOST, after=after)
            * Fraction(fates.ended(one, kind), fates.at_risk(one))
            for one in {one for one in fates.days if after < one <= day}
        ),
        Fraction(0),
    )


def variance_by(fates: Fates, day: float, kind: int, *, after: float = -1) -> Fraction:
    """Gather the delta method from the gradient and covariance of each day's draw.

    Day ``i`` is a multinomial draw of ``n``: hazards ``a`` of the kind asked for and
    ``b`` of the other. ``I(t)`` moves by ``S(i-1) - rest`` with ``a`` and by ``-rest``
    with ``b``, where ``rest = (I(t) - I(i)) / (1 - a - b)``.
    """
    total = Fraction(0)
    top = incidence_by(fates, day, kind, after=after)
    other = WON + LOST - kind
    for one in {one for one in fates.days if after < one <= day}:
        n = fates.at_risk(one)
        a, b = (Fraction(fates.ended(one, k), n) for k in (kind, other))
        later = top - incidence_by(fates, one, kind, after=after)
        rest = later / (1 - a - b) if later else Fraction(0)
        by_a, by_b = open_before(fates, one, WON, LOST, after=after) - rest, -rest
        spread = by_a**2 * a + by_b**2 * b - (by_a * a + by_b * b) ** 2
        total += spread / n
    return total


whole_days = st.integers(0, 9).map(float)
any_days = st.one_of(whole_days, st.floats(0, 1e6, allow_subnormal=False))


@st.composite
def fates(
    draw: st.DrawFn,
    days: st.SearchStrategy[float] = any_days,
    kinds: tuple[int, ...] = (OPEN, WON, LOST),
) -> Fates:
    """Draw one to fourteen cases."""
    size = draw(st.integers(1, 14))
    return Fates(
        days=draw(st.lists(days, min_size=size, max_size=size)),
        outcomes=draw(st.lists(st.sampled_from(kinds), min_size=size, max_size=size)),
    )
