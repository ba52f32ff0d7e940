"""Find the few units that span a technology, so that the others need not be columns.

A unit inside the hull of others can be left out of every programme without changing
an answer. The frame grows from the outside: units that are best in some direction
come first; every unit that still lies outside shows a plane, and whoever lies
furthest beyond that plane is a corner for certain and joins. It ends when nobody is
outside.

Source: Dulá (2011), "An algorithm for data envelopment analysis", INFORMS Journal on
Computing 23(2), 284-296 (BuildHull); here for many units at a time.

The frame is that of variable returns. It spans the other technologies as well: theirs
are made from the same hull by adding the origin, or stretching it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Rays
from salesfrontier.dea.compiled import is_worth_it, shade_compiled
from salesfrontier.dea.distinct import first_of_each
from salesfrontier.dea.programme import Returns, build_programme
from salesfrontier.dea.solving import solve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

SMALL = 192
"""Up to here all units are columns: finding a frame costs more than it saves."""
OUTSIDE = -1e-12
LOOK = 2048
"""Outsiders whose planes are looked at from all others in one round."""
FIRST = 64
WIDE = 8_192
"""From so many units on, those inside are looked for before anything is solved."""
SAMPLE = 2_048
MOST_GUARDS = 256
MARGIN = 1e-9
"""Of the largest figure: whoever is beaten by less may be a corner, and rounding."""
CELLS = 4_000_000


def _furthest(points: Floats, planes: Floats) -> Ints:
    """Find who lies furthest beyond each plane, shape (planes,)."""
    block = max(1, CELLS // max(1, len(points)))
    parts = [
        np.argmin(planes[at : at + block] @ points.T, axis=1)
        for at in range(0, len(planes), block)
    ]
    return np.concatenate(parts)


def _first_guess(points: Floats) -> Ints:
    """Take whoever is best in one of a fixed set of directions."""
    wide = points.shape[1]
    mixed = np.random.default_rng(0).dirichlet(np.full(wide, 0.7), FIRST * wide)
    planes = np.concatenate([np.eye(wide), mixed])
    return np.unique(_furthest(points, planes))


def _spread(outside: Ints, most: int) -> Ints:
    """Take at most so many, evenly."""
    return outside[:: max(1, -(-len(outside) // most))]


def _mixes(points: Floats, frame: Ints, inputs: int) -> Floats:
    """Return what mixes of a frame reach along the rays of some units."""
    programme = build_programme(points[frame], Returns.VRS)
    some = np.random.default_rng(0).choice(len(points), SAMPLE, replace=False)
    rays = Rays(points=points[some], directions=np.ones_like(points[some]))
    found = solve(programme, rays, inputs=inputs)
    mixed = np.zeros_like(rays.points)
    for at in range(found.peer.shape[1]):
        share = np.where(found.peer[:, at] >= 0, found.weight[:, at], 0.0)
        mixed += share[:, None] * points[frame[np.maximum(found.peer[:, at], 0)]]
    return mixed[np.isfinite(found.beta)]


def _best_guards(points: Floats, guards: Floats, most: int) -> Floats:
    """Pick guards that beat many of some units, each many that those before do not."""
    beaten = np.ones((len(points), len(guards)), dtype=np.bool_)
    for row in range(points.shape[1]):
        beaten &= points[:, row, None] > guards[None, :, row] + MARGIN
    waiting, count = np.ones(len(points), dtype=np.bool_), beaten.sum(axis=0)
    chosen: list[int] = []
    while len(chosen) < most and count.max() > 1:
        chosen.append(int(count.argmax()))
        fresh = waiting & beaten[:, chosen[-1]]
        count = count - beaten[fresh].sum(axis=0)
        waiting &= ~fresh
    return guards[chosen]


def _without_shadowed(points: Floats, frame: Ints, inputs: int) -> Ints:
    """Drop, quickly, most units that a mix of the frame beats in every figure.

    Whoever is beaten so lies inside the technology, and is no corner of it.
    """
    everybody = np.arange(len(points))
    if len(points) < WIDE:
        return everybody
    mixes = _mixes(points, frame, inputs)
    compiled = is_worth_it(len(points), MOST_GUARDS * points.shape[1])
    some = points[np.random.default_rng(1).choice(len(points), SAMPLE, replace=False)]
    guards = _best_guards(some, mixes, MOST_GUARDS if compiled else FIRST)
    if compiled:
        return everybody[~shade_compiled(points, guards, MARGIN)]
    left = everybody
    for guard in guards:
        left = left[~(points[left] > guard + MARGIN).all(axis=1)]
    return left


def find_frame(points: Floats, inputs: int) -> Ints:
    """Find the units that span the technology.

    Parameters
    ----------
    points : ndarray of float, shape (n, k)
        ``(x, -y)``, each column scaled to at most one.
    inputs : int

    Returns
    -------
    ndarray of int, shape (f,)
        Positions, rising. Of units with the same figures the first.

    Notes
    -----
    Cost O(n s f k) for s steps a unit; few units are asked more than once.
    """
    alone = first_of_each(points)
    if len(alone) <= SMALL:
        return alone
    cloud = points[alone]
    frame = _first_guess(cloud)
    outside = np.setdiff1d(
        _without_shadowed(cloud, frame, inputs), frame, assume_unique=True
    )
    while len(outside):
        programme = build_programme(cloud[frame], Returns.VRS)
        rays = Rays(points=cloud[outside], directions=np.ones_like(cloud[outside]))
        found = solve(programme, rays, inputs=inputs)
        beyond = ~(found.beta >= OUTSIDE)
        outside, planes = outside[beyond], found.plane[beyond]
        if len(outside):
            shown = _spread(np.arange(len(outside)), LOOK)
            fresh = np.unique(outside[_furthest(cloud[outside], planes[shown])])
            frame = np.union1d(frame, fresh)
            outside = np.setdiff1d(outside, fresh, assume_unique=True)
    return alone[frame]
