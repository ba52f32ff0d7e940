"""From A to B by increments: one stage of the ladder, or one term of change.

Method §3.17; that a step moves no more than one stage, or one term, is our reading of
the deck's "increment".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.judgements.rules.scales import STAGES, TERMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STAGE = "stage"
VALUE = "value"
KINDS = (STAGE, *TERMS)
LOWEST, TOP = STAGES[0].value, STAGES[-1].value
HIGHEST_TERM = 10


@dataclass(frozen=True)
class Increment:
    """What one step moves: its kind, from which value, to which value."""

    kind: str
    before: int
    after: int

    @property
    def is_stage(self) -> bool:
        """Whether it climbs the ladder."""
        return self.kind == STAGE

    @property
    def gain(self) -> int:
        """How far it moves the right way: stages and value up, costs down."""
        up = self.kind in (STAGE, VALUE)
        return self.after - self.before if up else self.before - self.after

    @property
    def is_on_scale(self) -> bool:
        """Whether both values are on their scale."""
        low, high = (LOWEST, TOP) if self.is_stage else (0, HIGHEST_TERM)
        return low <= self.before <= high and low <= self.after <= high

    @property
    def is_small(self) -> bool:
        """Whether it is one increment: some gain, of stages no more than one."""
        return self.gain == 1 if self.is_stage else self.gain >= 1


def distance(a: int, b: int) -> int:
    """Return how many stages lie between A and B; less than nought is backwards."""
    return b - a


def way(a: int, b: int) -> list[Increment]:
    """Return the stages to climb from A to B, one by one."""
    return [Increment(STAGE, stage, stage + 1) for stage in range(a, b)]


def unclimbed(a: int, b: int, steps: Iterable[Increment]) -> list[Increment]:
    """Return what of the way no step climbs yet."""
    climbed = {(one.before, one.after) for one in steps if one.is_stage}
    return [one for one in way(a, b) if (one.before, one.after) not in climbed]


def reached(a: int, done: Iterable[Increment]) -> int:
    """Return the stage that finished steps have led to, without a gap from A."""
    climbed = {one.before: one.after for one in done if one.is_stage and one.gain > 0}
    stage = a
    while stage in climbed:
        stage = climbed[stage]
    return stage


def gained(done: Sequence[Increment]) -> int:
    """Return how many increments finished steps brought.

    A stage counts once however many steps claim it, and so does a term from a value
    to a value; what moved nothing, or backwards, brought nothing.
    """
    return len({one for one in done if one.gain > 0})
