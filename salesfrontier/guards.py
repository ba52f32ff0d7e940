"""What has to be true before a frontier is shown, or a name is named.

Method §3.14: with fewer than eight units show points only; leave out units with
fewer than two full periods or a vacancy; mark a frontier unit fragile when the
frontier falls by more than ten per cent without it; call nobody a 绩效先锋 before
two periods agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from salesfrontier.envelope import SMALL_SAMPLE
from salesfrontier.errors import ConstantError, MismatchError, ShapeError
from salesfrontier.goals import DEFAULT_RULES
from salesfrontier.leaveout import FRAGILE_ABOVE, LeaveOneOut, leave_one_out
from salesfrontier.screening import DropCode, DroppedRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesfrontier.envelope import FrontierFit

    UnitId = str | int

FULL_PERIODS = 2


class View(StrEnum):
    """What may be drawn."""

    POINTS = "points"
    FRONTIER = "frontier"


class Standing(StrEnum):
    """How firm the naming of frontier units is."""

    PROVISIONAL = "provisional"
    SETTLED = "settled"


@dataclass(frozen=True, kw_only=True, slots=True)
class Guards:
    """The guards of §3.14 over one fit.

    Attributes
    ----------
    view : View
        ``points`` when there are too few units.
    standing : Standing
        ``provisional`` while only one period was compared.
    leave_one_out : tuple of LeaveOneOut
        By input ascending.
    """

    view: View
    standing: Standing
    leave_one_out: tuple[LeaveOneOut, ...]

    @property
    def fragile(self) -> tuple[UnitId, ...]:
        """Return the ids of fragile frontier units."""
        return tuple(row.id for row in self.leave_one_out if row.fragile)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stability:
    """Who stays at the frontier over two periods.

    Attributes
    ----------
    named : tuple
        At the frontier in both periods: may be called 绩效先锋.
    provisional : tuple
        At the frontier in the later period only, or new in it.
    lost : tuple
        At the frontier in the earlier period only, and still compared.
    absent : tuple
        At the frontier in the earlier period, not compared in the later one.
    """

    named: tuple[UnitId, ...]
    provisional: tuple[UnitId, ...]
    lost: tuple[UnitId, ...]
    absent: tuple[UnitId, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """Which units have history enough to be compared.

    Attributes
    ----------
    kept : tuple of int
        Positions.
    dropped : tuple of DroppedRow
    """

    kept: tuple[int, ...]
    dropped: tuple[DroppedRow, ...]


def check_guards(
    fit: FrontierFit,
    *,
    periods: int = 1,
    minimum: int = SMALL_SAMPLE,
    fragile_above: float = FRAGILE_ABOVE,
) -> Guards:
    """Apply the guards that need one fit.

    Parameters
    ----------
    fit : FrontierFit
    periods : int
        How many periods have been compared, this one included, ≥ 1.
    minimum : int
        Fewest units for a frontier.
    fragile_above : float
        See `leave_one_out`.

    Raises
    ------
    ConstantError

    Notes
    -----
    Cost O(n log n). Source: method §3.14.

    Examples
    --------
    >>> from salesfrontier import fit_frontier
    >>> fit = fit_frontier(ids="abc", inputs=[1, 2, 3], outputs=[4, 5, 10])
    >>> guards = check_guards(fit)
    >>> str(guards.view), str(guards.standing), guards.fragile
    ('points', 'provisional', ('a', 'c'))
    """
    if periods < 1:
        raise ConstantError(name="periods", value=periods, wanted="1 or more")
    view = View.POINTS if fit.n < minimum else View.FRONTIER
    standing = Standing.PROVISIONAL if periods < FULL_PERIODS else Standing.SETTLED
    rows = leave_one_out(fit, fragile_above=fragile_above)
    return Guards(view=view, standing=standing, leave_one_out=rows)


def two_period_stability(
    *,
    earlier: FrontierFit,
    later: FrontierFit,
    frontier_at: float = DEFAULT_RULES.frontier_at,
) -> Stability:
    """Compare who stood at the frontier in two periods.

    Parameters
    ----------
    earlier, later : FrontierFit
        Same method; units are matched by the text of their ids.
    frontier_at : float
        Lowest score of the class 绩效先锋.

    Raises
    ------
    MismatchError
        The fits use different methods.

    Notes
    -----
    Cost O(n). Each tuple keeps the order of the fit it comes from.
    Source: method §3.14.

    Examples
    --------
    >>> from salesfrontier import fit_frontier
    >>> first = fit_frontier(ids="ab", inputs=[1, 1], outputs=[9, 5])
    >>> second = fit_frontier(ids="abc", inputs=[1, 1, 1], outputs=[9, 5, 9])
    >>> stable = two_period_stability(earlier=first, later=second)
    >>> stable.named, stable.provisional
    (('a',), ('c',))
    """
    if earlier.method != later.method:
        raise MismatchError(what="method", first=earlier.method, second=later.method)
    before = _at_frontier(earlier, frontier_at)
    after = _at_frontier(later, frontier_at)
    gone = [text for text in before if text not in after]
    return Stability(
        named=tuple(after[text] for text in after if text in before),
        provisional=tuple(after[text] for text in after if text not in before),
        lost=tuple(before[text] for text in gone if text in later.positions),
        absent=tuple(before[text] for text in gone if text not in later.positions),
    )


def _at_frontier(fit: FrontierFit, bound: float) -> dict[str, UnitId]:
    """Map text to id of each unit in the class 绩效先锋."""
    scores = zip(fit.ids, fit.score.tolist(), strict=True)
    return {str(name): name for name, score in scores if score >= bound}


def screen_history(
    *,
    ids: Sequence[UnitId],
    full_periods: Sequence[int],
    vacant: Sequence[bool],
    minimum: int = FULL_PERIODS,
) -> History:
    """Leave out units that were vacant or have too short a history.

    Parameters
    ----------
    ids, full_periods, vacant : sequence, length n
        Per unit: how many full periods it has, and whether it stood vacant.
    minimum : int
        Fewest full periods; pass 1 while a company has only one.

    Raises
    ------
    ShapeError

    Notes
    -----
    Cost O(n). Source: method §3.14.

    Examples
    --------
    >>> history = screen_history(
    ...     ids=["101", "102"], full_periods=[2, 1], vacant=[False, False]
    ... )
    >>> history.kept, history.dropped[0].id
    ((0,), '102')
    """
    for column, cells in (("full_periods", full_periods), ("vacant", vacant)):
        if len(cells) != len(ids):
            raise ShapeError(column, f"({len(cells)},)", f"({len(ids)},)")
    kept = []
    dropped = []
    for at, (name, periods, empty) in enumerate(
        zip(ids, full_periods, vacant, strict=True)
    ):
        if not empty and periods >= minimum:
            kept.append(at)
            continue
        code = DropCode.VACANT if empty else DropCode.SHORT_HISTORY
        shown = "vacant" if empty else str(periods)
        dropped.append(
            DroppedRow(
                row=at + 1, id=str(name), column="history", code=code, value=shown
            )
        )
    return History(kept=tuple(kept), dropped=tuple(dropped))
