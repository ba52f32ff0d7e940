"""A preference as it is shown: the kite, the shares with their interval, the words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from kam.thinking.rules.preference import QUADRANTS
from kam.thinking.terms import Quadrant
from kam.web.templatetags.ui_words import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kam.thinking.rules.preference import Estimate

# The corners of the kite: A upper left, B lower left, C lower right, D upper right.
CORNERS = {"a": (-1, -1), "b": (-1, 1), "c": (1, 1), "d": (1, -1)}
RINGS = (0.33, 0.67, 1.0)
FULL = 0.6
DIAGONAL = math.sqrt(0.5)


@dataclass(frozen=True)
class Kite:
    """The points of a kite in a square from -1 to 1, and who is drawn beside it."""

    points: str
    other: str
    title: str
    is_known: bool


@dataclass(frozen=True)
class Share:
    """One quadrant's share in whole percent, and where it may lie."""

    quadrant: str
    label: str
    percent: int
    low: int
    high: int
    is_primary: bool


@dataclass(frozen=True)
class Preference:
    """What is estimated of somebody, in words, shares and a picture."""

    words: str
    letters: str
    is_known: bool
    shares: Sequence[Share]
    confidence: str
    basis: str
    kite: Kite


def label_of(quadrant: str) -> str:
    """Return the letter and the word of a quadrant."""
    return f"{quadrant.upper()} {Quadrant(quadrant).label}"


def _points(shares: Mapping[str, float]) -> str:
    """Return the corners of the kite; a share of 60 % reaches the outer ring."""
    places = []
    for quadrant in QUADRANTS:
        x, y = CORNERS[quadrant]
        far = min(1.0, shares[quadrant] / FULL) * DIAGONAL
        places.append(f"{x * far:.3f},{y * far:.3f}")
    return " ".join(places)


def preference_of(
    estimate: Estimate, name: str, own: Mapping[str, float] | None = None
) -> Preference:
    """Say an estimate; `own` draws the reader beside it."""
    words = words_of(estimate)
    return Preference(
        words=words,
        letters="".join(q.upper() for q in estimate.primaries),
        is_known=estimate.is_known,
        shares=[_share(estimate, q) for q in QUADRANTS],
        confidence=percent(estimate.confidence),
        basis=_basis(estimate),
        kite=Kite(
            points=_points(estimate.shares),
            other=_points(own) if own else "",
            title=gettext("%(who)s 的思维偏好（估计）：%(what)s")
            % {"who": name, "what": words},
            is_known=estimate.is_known,
        ),
    )


def words_of(estimate: Estimate) -> str:
    """Return the preferred quadrants, or that they are not known."""
    if not estimate.is_known:
        return gettext("未知")
    if not estimate.primaries:
        return gettext("没有明显偏好")
    return names_of(estimate.primaries)


def names_of(quadrants: Iterable[str]) -> str:
    """Return the letters and words of some quadrants."""
    return " · ".join(label_of(q) for q in quadrants)


def _share(estimate: Estimate, quadrant: str) -> Share:
    low, high = estimate.interval(quadrant)
    return Share(
        quadrant=quadrant,
        label=label_of(quadrant),
        percent=round(estimate.shares[quadrant] * 100),
        low=round(low * 100),
        high=round(high * 100),
        is_primary=quadrant in estimate.primaries,
    )


def _basis(estimate: Estimate) -> str:
    clues = ngettext("%(n)s 条线索", "%(n)s 条线索", estimate.n) % {"n": estimate.n}
    met = ngettext("%(n)s 次场合", "%(n)s 次场合", estimate.occasions)
    told = [clues, met % {"n": estimate.occasions}]
    if not estimate.is_known:
        told.append(
            gettext("至少要 %(n)s 条、%(k)s 次")
            % {"n": estimate.limits.enough, "k": estimate.limits.occasions}
        )
    return " · ".join(told)
