"""Test whether groups of units differ in how close they come to the frontier.

Scores of one fit are compared with one frontier, so they depend on each other, and
tests that count them as independent say too much. Shuffling the names of the groups
keeps that dependence: if groups do not matter, every shuffle is as likely as what was
seen. Source: Pitman 1937, Supplement to the Journal of the Royal Statistical Society
4(1), 119-130. (Kneip, Simar & Wilson 2016, Journal of Business & Economic Statistics
34(3), 435-456, split the sample instead, which wants more units.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.errors import ConstantError, LengthError, UncertifiedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

SHUFFLES = 9999
FEWEST = 99
BLOCK = 500
CELLS = 2_000_000
"""Scores shuffled at a time, which bounds the memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupScore:
    """One group: its name, how many units, their mean score."""

    name: str
    n: int
    mean: float


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupDifference:
    """Two groups: how their mean scores differ, and how often chance does as much.

    Attributes
    ----------
    first, second : str
    difference : float
        Mean of the first minus mean of the second.
    p_value : float
        Held against the largest difference of any two groups in each shuffle, so that
        looking at all pairs does not make chance findings (Westfall & Young 1993).
    """

    first: str
    second: str
    difference: float
    p_value: float


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupTest:
    """Whether groups differ.

    Attributes
    ----------
    groups : tuple of GroupScore
        In the order of their first unit.
    statistic : float
        Sum over groups of n (mean - mean of all)².
    p_value : float
        Share of shuffles (what was seen among them) at least as far apart.
    differences : tuple of GroupDifference
    shuffles : int
    """

    groups: tuple[GroupScore, ...]
    statistic: float
    p_value: float
    differences: tuple[GroupDifference, ...]
    shuffles: int
    method: str = "permutation"


def _means(score: Floats, member: Floats, size: Floats) -> Floats:
    """Return the mean score of each group, one row a shuffle."""
    means: Floats = score @ member / size
    return means


def _names(groups: Sequence[str], n: int, shuffles: int) -> tuple[list[str], Floats]:
    """Read the names of groups, and who belongs to which, shape (n, g)."""
    if len(groups) != n:
        raise LengthError(column="groups", found=(len(groups),), wanted=f"({n},)")
    names = list(dict.fromkeys(str(name) for name in groups))
    if len(names) < 2:  # noqa: PLR2004 - a difference needs two
        wanted = "at least two groups"
        raise ConstantError(name="groups", value=names, wanted=wanted)
    if shuffles < FEWEST:
        wanted = f"{FEWEST} or more"
        raise ConstantError(name="shuffles", value=shuffles, wanted=wanted)
    places = np.array([names.index(str(name)) for name in groups])
    return names, np.eye(len(names))[places]


def _blocks(shuffles: int, n: int) -> list[int]:
    """Cut the shuffles into blocks of as many scores as memory should hold."""
    block = max(1, min(BLOCK, CELLS // n))
    return [min(block, shuffles - start) for start in range(0, shuffles, block)]


def compare_groups(
    scores: Floats,
    groups: Sequence[str],
    *,
    rng: np.random.Generator,
    shuffles: int = SHUFFLES,
) -> GroupTest:
    """Test whether groups differ in their mean score.

    Parameters
    ----------
    scores : array_like, shape (n,)
        Of one fit; finite.
    groups : sequence of str, length n
        Which group each unit belongs to; two groups or more.
    rng : numpy.random.Generator
    shuffles : int
        99 or more.

    Returns
    -------
    GroupTest

    Raises
    ------
    LengthError, ConstantError, UncertifiedError

    Notes
    -----
    Exact when units of all groups are alike but for the group: groups that differ in
    potential differ in how well the frontier is known there, too. Cost O(shuffles n).

    Examples
    --------
    >>> scores = [0.9, 0.95, 0.92, 0.97, 0.5, 0.6, 0.55, 0.62]
    >>> teams = ["north"] * 4 + ["south"] * 4
    >>> told = compare_groups(scores, teams, rng=np.random.default_rng(1))
    >>> round(told.differences[0].difference, 3), told.p_value < 0.05
    (0.368, True)
    """
    score = np.asarray(scores, dtype=np.float64)
    bad = ~np.isfinite(score)
    if bad.any():
        raise UncertifiedError(int(bad.sum()))
    names, member = _names(groups, len(score), shuffles)
    size, whole = member.sum(axis=0), float(score.mean())

    def spread(means: Floats) -> Floats:
        apart: Floats = (size * (means - whole) ** 2).sum(axis=-1)
        return apart

    seen = _means(score, member, size)
    far, widest = [], []
    for count in _blocks(shuffles, len(score)):
        mixed = rng.permuted(np.tile(score, (count, 1)), axis=1)
        means = _means(mixed, member, size)
        far.append(spread(means))
        widest.append(means.max(axis=1) - means.min(axis=1))
    apart, range_ = np.concatenate(far), np.concatenate(widest)
    statistic = float(spread(seen))
    room = 1e-12 * max(statistic, 1.0)
    p_value = (1 + int((apart >= statistic - room).sum())) / (shuffles + 1)
    return GroupTest(
        groups=tuple(
            GroupScore(name=name, n=int(count), mean=float(mean))
            for name, count, mean in zip(names, size, seen, strict=True)
        ),
        statistic=statistic,
        p_value=p_value,
        differences=_pairs(names, seen, range_),
        shuffles=shuffles,
    )


def _pairs(
    names: list[str], seen: Floats, widest: Floats
) -> tuple[GroupDifference, ...]:
    """Hold each difference against the widest of every shuffle."""
    found = []
    for at, first in enumerate(names):
        for other in range(at + 1, len(names)):
            gap = float(seen[at] - seen[other])
            above = int((widest >= abs(gap) - 1e-12).sum())
            found.append(
                GroupDifference(
                    first=first,
                    second=names[other],
                    difference=gap,
                    p_value=(1 + above) / (len(widest) + 1),
                )
            )
    return tuple(found)
