"""What changed between two periods: units caught up, or the frontier moved.

With ``D_s(t)`` the score of a unit's figures of period t against the frontier of period
s, both under constant returns ::

    catching up     = D_1(1) / D_0(0)
    frontier shift  = √( D_0(1) / D_1(1)  ·  D_0(0) / D_1(0) )
    Malmquist index = catching up · frontier shift

Above 1 is better. Both goals of the method are in it: bring average units to the
frontier (catching up), and move the frontier itself (shift). Constant returns make the
index a measure of productivity; catching up splits once more into what is left under
variable returns and the rest, which is scale.

Under variable returns both parts are read from the frontier as it is drawn, at the
size of the unit itself: the shift then differs from unit to unit, and with one output
the index is what output changed by beyond what the inputs explain. A unit smaller than
all of the other period has no shift and no index: nobody shows what is possible there.

Sources: Färe, Grosskopf, Norris & Zhang 1994, American Economic Review 84(1), 66-83;
variable returns: Ray & Desli 1997, American Economic Review 87(5), 1033-1039.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.programme import Returns
from salesfrontier.dea.questions import DEFAULT_RULES
from salesfrontier.dea.scoring import score_of
from salesfrontier.dea.technology import build_technology
from salesfrontier.envelope.cloud import lock
from salesfrontier.envelope.results import FitWarning
from salesfrontier.malmquist.asking import read_period, set_task
from salesfrontier.malmquist.results import Change
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.dea.answers import Rays
    from salesfrontier.dea.questions import EnvelopeRules
    from salesfrontier.malmquist.asking import Task
    from salesfrontier.malmquist.results import Period

    Floats = NDArray[np.float64]
    UnitId = str | int


def _score(task: Task, units: Floats, rays: Rays, returns: Returns) -> Floats:
    """Score rays against the frontier of some units."""
    technology = build_technology(units, task.inputs, returns)
    return score_of(technology.measure(rays).answers.beta, task.way)


def _scores(task: Task) -> dict[str, Floats]:
    """Score the units of both periods against both frontiers."""
    found = {}
    for mine, rays in task.rays.items():
        for other, units in task.frontiers.items():
            score = _score(task, units, rays, task.returns)
            found[f"{mine}_on_{other}"] = score
        own = task.frontiers[mine]
        found[f"{mine}_variable"] = _score(task, own, rays, Returns.VRS)
    return found


def _notes(
    ids: tuple[UnitId, ...], certified: NDArray[np.bool_], beyond: NDArray[np.bool_]
) -> list[FitWarning]:
    """Name units without an index."""
    told = {
        "failed": (
            ~certified,
            "One of the scores of these could not be proven: they have no index.",
        ),
        "out_of_reach": (
            beyond,
            "Nobody as small was seen in the other period: these have no index.",
        ),
    }
    return [
        FitWarning(
            code=code, text=text, ids=tuple(ids[at] for at in np.flatnonzero(bad))
        )
        for code, (bad, text) in told.items()
        if bad.any()
    ]


def compare_periods(
    *,
    earlier: Period,
    later: Period,
    orientation: str = "output",
    rules: EnvelopeRules = DEFAULT_RULES,
    returns: str = "constant",
) -> Change:
    """Split what changed into catching up and frontier shift.

    Parameters
    ----------
    earlier, later : Period
        The same columns in the same units of measure; units are matched by the text of
        their ids.
    orientation : {"output", "input"}
    rules : EnvelopeRules
        Only `EnvelopeRules.fixed` is read.
    returns : {"constant", "variable"}
        The usual index, or the change of the frontier as it is drawn.

    Returns
    -------
    Change

    Raises
    ------
    EmptyTableError, LengthError, NumberError, DuplicateIdError, MismatchError,
    ConstantError

    Notes
    -----
    See the formulas in `salesfrontier.malmquist.comparing`. Every score is proven as in
    `fit_envelope`. How sure each part is: `change_intervals`.
    Cost O(1) fits of each period against each frontier: six.

    Examples
    --------
    Both sell more. What b had been missing it has caught up; a, at the frontier, has
    moved the frontier.

    >>> from salesfrontier import Period
    >>> first = Period(ids="ab", inputs=[10, 10], outputs=[8, 4])
    >>> second = Period(ids="ab", inputs=[10, 10], outputs=[10, 10])
    >>> change = compare_periods(earlier=first, later=second)
    >>> change.catching_up.tolist(), change.frontier_shift.tolist()
    ([1.0, 2.0], [1.25, 1.25])
    """
    first, second = read_period(earlier), read_period(later)
    return split(
        set_task(first, second, orientation=orientation, rules=rules, returns=returns)
    )


def split(task: Task) -> Change:
    """Work out the parts of the index.

    Parameters
    ----------
    task : Task

    Notes
    -----
    Cost: six fits.
    """
    scores = _scores(task)
    before, after = scores["earlier_on_earlier"], scores["later_on_later"]
    caught = after / before
    beyond = np.isinf(scores["later_on_earlier"]) | np.isinf(scores["earlier_on_later"])
    shift = np.sqrt(
        scores["later_on_earlier"] / after * before / scores["earlier_on_later"]
    )
    shift = np.where(beyond, np.nan, shift)
    pure = scores["later_variable"] / scores["earlier_variable"]
    every = np.array([*scores.values()])
    certified: NDArray[np.bool_] = ~np.isnan(every).any(axis=0)
    index, scale = caught * shift, caught / pure
    for column in (index, caught, shift, pure, scale, *scores.values()):
        lock(column)
    names = {str(name) for name in task.ids}
    return Change(
        ids=task.ids,
        orientation=task.way,
        index=index,
        catching_up=caught,
        frontier_shift=shift,
        pure_catching_up=pure,
        scale_change=scale,
        scores=scores,
        certified=certified,
        only_earlier=tuple(n for n in task.first.ids if str(n) not in names),
        only_later=tuple(n for n in task.second.ids if str(n) not in names),
        warnings=tuple(_notes(task.ids, certified, beyond)),
        task=task,
        library_version=__version__,
    )
