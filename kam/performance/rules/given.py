"""Columns that are given, not chosen: which of them may be held where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.marking import mark

if TYPE_CHECKING:
    from kam.performance.rules.columns import ColumnChoice

MOVING = {"output": ("outputs",), "input": ("inputs",)}
BOTH_SIDES = ("inputs", "outputs")
NOT_CHOSEN = mark("只有选为投入或产出的列才能给定：请先选这一列，或取消给定")
INPUTS_REST = mark(
    "产出方向本来就不动投入，给定它们不改变什么：请取消给定，或改选投入方向或两边"
)
OUTPUTS_REST = mark(
    "投入方向本来就不动产出，给定它们不改变什么：请取消给定，或改选产出方向或两边"
)
NOTHING_MOVES = mark("这个方向要动的列都给定了，没有什么可以比较：请至少留一列不给定")


def moving_columns(choice: ColumnChoice) -> tuple[str, ...]:
    """Return the columns that an orientation would move if none were given."""
    sides = MOVING.get(choice.asked.way, BOTH_SIDES)
    return tuple(key for side in sides for key in getattr(choice, side))


def check_given(choice: ColumnChoice) -> None:
    """Refuse given columns that are not compared, never move, or leave none to move.

    That a line has no use for them is refused with its other options.
    """
    given = {*choice.asked.fixed}
    if not given or choice.asked.is_line:
        return
    moving = {*moving_columns(choice)}
    if given - {*choice.columns}:
        raise _refusal(NOT_CHOSEN)
    if given - moving:
        is_input = choice.asked.way == "output"
        raise _refusal(INPUTS_REST if is_input else OUTPUTS_REST)
    if given >= moving:
        raise _refusal(NOTHING_MOVES)


def _refusal(text: str) -> Invalid:
    return Invalid(text, fields={"fixed": [text]})
