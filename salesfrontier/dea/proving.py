"""A certificate for every score, from its own figures.

A score claims that a unit can go so far and no further. The mix of peers proves the
first half, the plane the second, and both are checked against all units, however
they were found ::

    residual        the mix breaks no row:  Σ λ a + β g ≤ b,  λ ≥ 0,  sum of λ
    infeasibility   the plane lies over every unit:  h a_j + w ≥ 0,  h ≥ 0,  h g = 1
    gap             both say the same:  h b + w = β

Each is relative to the figures it is made of, so units of measure do not matter. By
weak duality a mix that breaks no row gives a β that can be reached, and a plane over
everybody one that cannot be passed: where both agree there is nothing between them.

Looking at every plane from every unit costs planes times units. Units whose own mix
is proven (and goes no backwards) lie under every plane that the frame lies under, so
only the frame and the units without such a proof are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.compiled import is_worth_it, scan_compiled
from salesfrontier.dea.programme import Returns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.dea.answers import Answers, Rays

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

TOLERANCE = 1e-9
FLOOR = 1e-6
"""Figures below this share of their column's largest are compared with that share:
next to nothing, a rounding of the last digit would be everything."""
CELLS = 4_000_000
FEW = 1024
"""Up to here every plane is looked at on its own."""
FLAT = 1e-9
"""A unit within this share of its figures of a plane lies in it."""
ALIKE = 1e-11
FAR = 1e-11


@dataclass(frozen=True, kw_only=True, eq=False)
class Proof:
    """How far each score is from proven; columns of shape (n,), all ≥ 0.

    Attributes
    ----------
    residual, infeasibility, gap : ndarray of float
        NaN or infinite where nothing can be said.
    tolerance : float
    """

    residual: Floats
    infeasibility: Floats
    gap: Floats
    tolerance: float = TOLERANCE

    @property
    def certified(self) -> Bools:
        """Say which scores are proven."""
        worst = np.maximum(np.maximum(self.residual, self.infeasibility), self.gap)
        good: Bools = worst <= self.tolerance
        return good


@dataclass(frozen=True, kw_only=True, eq=False)
class Scan:
    """What is seen from planes, shape (p,).

    Attributes
    ----------
    worst : ndarray of float
        How far a unit stands over the plane, as a share of its figures; 0 for none.
    lying : ndarray of int
        How many units lie in the plane.
    """

    worst: Floats
    lying: Ints


@dataclass(frozen=True, kw_only=True, eq=False)
class Claim:
    """What is to be proven, scaled, and against whom.

    Attributes
    ----------
    returns : Returns
    units : ndarray of float, shape (r, k)
        ``(x, -y)`` of everybody a unit may be compared with.
    rays : Rays
    answers : Answers
        Peers are positions in `units`.
    excluded : ndarray of int, shape (n,)
        A unit that is no part of the technology for this ray; -1 for none.
    """

    returns: Returns
    units: Floats
    rays: Rays
    answers: Answers
    excluded: Ints


def _sum_fault(total: Floats, returns: Returns) -> Floats:
    """Measure how far the sum of weights is from allowed."""
    off = total - 1.0
    fault: Floats = {
        Returns.CRS: np.zeros_like(off),
        Returns.VRS: np.abs(off),
        Returns.NIRS: np.maximum(off, 0.0),
        Returns.NDRS: np.maximum(-off, 0.0),
    }[returns]
    return fault


def _residual(claim: Claim) -> Floats:
    """Check the mix of each unit."""
    answers, rays = claim.answers, claim.rays
    used = answers.peer >= 0
    weight = np.where(used, answers.weight, 0.0)
    peer = np.where(used, answers.peer, 0)
    mixed, size = np.zeros_like(rays.points), np.abs(rays.points)
    for at in range(peer.shape[1]):
        part = weight[:, at, None] * claim.units[peer[:, at]]
        mixed += part
        size += np.abs(part)
    beta = np.where(np.isfinite(answers.beta), answers.beta, 0.0)
    moved = beta[:, None] * rays.directions
    size += np.abs(moved)
    over = np.maximum(mixed + moved - rays.points, 0.0)
    worst = (over / np.maximum(size, FLOOR)).max(axis=1)
    worst = np.maximum(worst, _sum_fault(weight.sum(axis=1), claim.returns))
    worst = np.maximum(worst, -np.minimum(weight, 0.0).min(axis=1))
    barred = (used & (peer == claim.excluded[:, None])).any(axis=1)
    return np.where(np.isfinite(answers.beta) & ~barred, worst, np.inf)


def scan(planes: Floats, levels: Floats, units: Floats, barred: Ints) -> Scan:
    """Look at all units from each plane.

    Parameters
    ----------
    planes : ndarray of float, shape (p, k)
    levels : ndarray of float, shape (p,)
    units : ndarray of float, shape (f, k)
    barred : ndarray of int, shape (p,)
        A unit not to be looked at; -1 for none.

    Notes
    -----
    Cost O(p f k).
    """
    if is_worth_it(len(planes), units.size):
        rules = np.array([FLAT, FLOOR])
        told = scan_compiled(planes, levels, units, barred, rules)
        return Scan(worst=told[:, 0], lying=told[:, 1].astype(np.int64))
    worst, lying = np.zeros(len(planes)), np.zeros(len(planes), dtype=np.int64)
    block = max(1, CELLS // max(1, len(units)))
    for start in range(0, len(planes), block):
        cut = slice(start, start + block)
        found = _scan_block(planes[cut], levels[cut], units, barred[cut])
        worst[cut], lying[cut] = found.worst, found.lying
    return Scan(worst=worst, lying=lying)


def _scan_block(planes: Floats, levels: Floats, units: Floats, barred: Ints) -> Scan:
    """Look at all units from the planes of one block."""
    height = planes @ units.T + levels[:, None]
    out = np.flatnonzero(barred >= 0)
    height[out, barred[out]] = np.inf
    size = np.abs(planes) @ np.abs(units).T + np.abs(levels)[:, None]
    lying = (height <= FLAT * size).sum(axis=1)
    np.maximum(size, FLOOR * np.abs(planes).max(axis=1)[:, None], out=size)
    np.divide(height, size, out=height, where=size > 0)
    return Scan(worst=np.maximum(-height.min(axis=1), 0.0), lying=lying)


def _plane_faults(claim: Claim) -> Floats:
    """Check signs and scale of each plane."""
    answers = claim.answers
    size = np.abs(answers.plane).max(axis=1) + np.abs(answers.level)
    size = np.where(size > 0, size, 1.0)
    fault = -np.minimum(answers.plane.min(axis=1), 0.0) / size
    if claim.returns is Returns.NIRS:
        fault = np.maximum(fault, -answers.level / size)
    if claim.returns is Returns.NDRS:
        fault = np.maximum(fault, answers.level / size)
    slope = (answers.plane * claim.rays.directions).sum(axis=1)
    missed = np.isneginf(answers.beta)
    fault = np.maximum(fault, np.where(missed, np.abs(slope) / size, abs(slope - 1.0)))
    flat = ~np.isfinite(fault) | ~(np.abs(answers.plane).max(axis=1) > 0)
    return np.where(flat, np.inf, fault)


def _single_planes(table: Floats) -> tuple[Ints, Ints, Floats]:
    """Group planes that differ only in scale.

    Returns the first of each group, the group of each, and how far each is from the
    first of its group, figure by figure and relatively: the plane's height over any
    unit is off by no more than that times the figures it is made of.
    """
    largest = np.abs(table).max(axis=1, keepdims=True)
    normal = table / np.where(largest > 0, largest, 1.0)
    mark = normal @ np.random.default_rng(0).normal(size=table.shape[1])
    order = np.argsort(mark, kind="stable")
    step = np.diff(mark[order], prepend=-np.inf) > ALIKE
    group = np.empty(len(table), dtype=np.int64)
    group[order] = np.cumsum(step) - 1
    first = order[step]
    lead = normal[first][group]
    off = np.abs(normal - lead)
    relative = np.divide(
        off, np.abs(lead), out=np.full_like(off, np.inf), where=lead != 0
    )
    return first, group, np.where(off == 0, 0.0, relative).max(axis=1)


def _infeasibility(claim: Claim, witnesses: Ints) -> Floats:
    """Check each plane against the units that need to be looked at."""
    place = np.full(len(claim.units) + 1, -1, dtype=np.int64)
    place[witnesses] = np.arange(len(witnesses))
    barred = place[claim.excluded]
    units = claim.units[witnesses]
    planes, levels = claim.answers.plane, claim.answers.level
    if len(planes) < FEW or (barred >= 0).any():
        worst = scan(planes, levels, units, barred).worst
        return np.maximum(worst, _plane_faults(claim))
    table = np.column_stack([planes, levels])
    first, group, off = _single_planes(table)
    worst = scan(planes[first], levels[first], units, barred[first]).worst[group] + off
    alone = np.flatnonzero(~(off <= FAR))
    worst[alone] = scan(planes[alone], levels[alone], units, barred[alone]).worst
    return np.maximum(worst, _plane_faults(claim))


def _gap(claim: Claim) -> Floats:
    """Compare what the mix and the plane say."""
    answers = claim.answers
    bound = (answers.plane * claim.rays.points).sum(axis=1) + answers.level
    missed = np.isneginf(answers.beta)
    size = np.abs(answers.plane).max(axis=1)
    # The plane of a missed ray must keep the whole ray on its far side.
    apart = np.where(bound < -TOLERANCE * size, 0.0, np.inf)
    with np.errstate(invalid="ignore"):
        gap = np.abs(bound - answers.beta) / (1.0 + np.abs(answers.beta))
    return np.where(missed, apart, gap)


def prove(claim: Claim, frame: Ints, *, own: bool) -> Proof:
    """Check the answers of all units.

    Parameters
    ----------
    claim : Claim
    frame : ndarray of int, shape (f,)
        Units that span the technology; a hint that saves work, never trusted.
    own : bool
        Ray i starts at unit i, so a proven mix of i shows that i is spanned.

    Notes
    -----
    Cost O(p (f + t) k + n m k) for p different planes and t units without a proof
    of being spanned. Source: weak duality, e.g. Dantzig & Thapa (1997), Linear
    Programming 1.
    """
    residual = _residual(claim)
    missed = np.isneginf(claim.answers.beta)
    spanned = np.zeros(len(claim.units), dtype=np.bool_)
    if own:
        inside = (residual <= TOLERANCE) & (claim.answers.beta >= -TOLERANCE)
        in_frame = np.isin(claim.answers.peer, frame) | (claim.answers.peer < 0)
        spanned = inside & in_frame.all(axis=1) & (claim.excluded < 0)
    spanned[frame] = False
    witnesses = np.flatnonzero(~spanned)
    return Proof(
        residual=np.where(missed, 0.0, residual),
        infeasibility=_infeasibility(claim, witnesses),
        gap=_gap(claim),
    )
