"""How a plan goes: progress, slip, the step that is next, cost per increment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.plans.rules.costs import together
from kam.plans.rules.increments import Increment, gained, reached

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.resources.rules.costs import Booked

OPEN, DONE, DROPPED = "open", "done", "dropped"
# What a visit has to bring before it may finish a step: an order or an advance.
FORWARD = ("order", "advance")


@dataclass(frozen=True, kw_only=True)
class Move:
    """One step of a plan as rules see it; money in minor units of one currency.

    `after` names the step that has to be done before, None where none has. `others`
    are its bookings in other currencies.
    """

    key: int
    increment: Increment | None = None
    after: int | None = None
    owner: int | None = None
    due: date | None = None
    resource: str = ""
    sign: str = ""
    planned: int | None = None
    spent: int | None = None
    state: str = OPEN
    done_on: date | None = None
    others: Mapping[str, Booked] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether its sign of completion was seen."""
        return self.state == DONE


@dataclass(frozen=True)
class Progress:
    """A plan on a day.

    `slip` is the days that the latest step is late, or was; `cost` is what each
    increment gained has cost, None until one is gained; `next` is the key of the
    step to do, None when nothing is left or everything waits. `others` is what was
    booked in other currencies: it is told beside the sums and not in them.
    """

    done: int
    steps: int
    slip: int
    next: int | None
    stage: int
    gained: int
    planned: int
    spent: int
    cost: float | None
    others: Mapping[str, Booked] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Finished steps of all, 0 while there are none."""
        return self.done / self.steps if self.steps else 0.0


def spread(today: date, by: date | None, count: int) -> list[date | None]:
    """Return the days of some steps, evenly up to the last, where there is one."""
    if by is None:
        return [None] * count
    whole = max(0, (by - today).days)
    return [
        by - timedelta(days=whole * (count - at) // count) for at in range(1, count + 1)
    ]


def counted_on(today: date, ended: date | None, *, has_left: bool) -> date | None:
    """Return the day on which a plan is counted: its last one where it has ended.

    None where the account has left before: nothing is due any more.
    """
    return ended or (None if has_left else today)


def late_by(move: Move, today: date | None) -> int:
    """Return the days a step is late, or was when it was done; dropped ones are not.

    Nothing that is open is late where nothing is due any more: `today` is None.
    """
    seen = move.done_on if move.is_done and move.done_on else today
    if move.due is None or move.state == DROPPED or seen is None:
        return 0
    return max(0, (seen - move.due).days)


def is_late(moves: Sequence[Move], today: date | None) -> bool:
    """Say whether an open step is late today."""
    return any(move.state == OPEN and late_by(move, today) > 0 for move in moves)


def next_of(moves: Sequence[Move]) -> int | None:
    """Return the first open step, in order, that waits for no open one."""
    states = {move.key: move.state for move in moves}
    for move in moves:
        waits = move.after is not None and states.get(move.after) == OPEN
        if move.state == OPEN and not waits:
            return move.key
    return None


def progress_of(a: int, moves: Sequence[Move], today: date | None) -> Progress:
    """Return how the plan that begins at stage `a` goes; dropped steps leave it.

    What was spent on a dropped step was spent all the same.
    """
    kept = [move for move in moves if move.state != DROPPED]
    won = [m.increment for m in kept if m.is_done and m.increment is not None]
    spent = sum(move.spent or 0 for move in moves)
    count = gained(won)
    return Progress(
        done=sum(move.is_done for move in kept),
        steps=len(kept),
        slip=max((late_by(move, today) for move in kept), default=0),
        next=next_of(moves),
        stage=reached(a, won),
        gained=count,
        planned=sum(move.planned or 0 for move in kept),
        spent=spent,
        cost=spent / count if count else None,
        others=together(move.others for move in moves),
    )


def cycle_in(after: Mapping[int, int | None]) -> tuple[int, ...]:
    """Return the keys of a circle of steps that wait for each other, or nothing."""
    cleared: set[int] = set()
    for start in after:
        path: list[int] = []
        at: int | None = start
        while at is not None and at in after and at not in cleared:
            if at in path:
                return tuple(path[path.index(at) :])
            path.append(at)
            at = after[at]
        cleared.update(path)
    return ()
