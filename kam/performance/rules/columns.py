"""What a column run asks: which columns of a period's figures, and how.

A column is named by its key: ``potential``, ``sales``, or ``further:`` with the name
under which it was imported.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.performance.rules.constants import Constants
from kam.performance.rules.question import Labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.performance.rules.inquiry import Inquiry

POTENTIAL, SALES, FURTHER = "potential", "sales", "further:"
USUAL_DRAWS = 200
MOST_ROWS, MOST_COLUMNS = 20_000, 20
MOST_WORK = 10_000_000
"""Units times samples: some minutes, and 80 MB a table of samples."""
SMALL_WORK = 60_000
"""What `work_of` counts in about a second, the longest that somebody waits."""
EVERY_SAMPLE = 100
"""A sample costs as much as so many units do, however few there are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnUnit:
    """The figures of one territory by column; `name` is unique in the set."""

    key: int
    code: str
    name: str
    figures: Mapping[str, float | None]
    exclusion: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnChoice:
    """Which columns are compared, and how."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    asked: Inquiry

    @property
    def columns(self) -> tuple[str, ...]:
        """All that take part, inputs first."""
        return (*self.inputs, *self.outputs)


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnQuestion:
    """Everything one column run depends on."""

    period: str
    choice: ColumnChoice
    units: tuple[ColumnUnit, ...]
    constants: Constants = field(default_factory=Constants)
    labels: Labels = field(default_factory=Labels)

    @property
    def taking_part(self) -> tuple[ColumnUnit, ...]:
        """The territories that nobody set aside."""
        return tuple(unit for unit in self.units if not unit.exclusion)


def check_choice(choice: ColumnChoice, known: Sequence[str]) -> None:
    """Refuse columns that are not there, or stand on both sides."""
    unknown = [key for key in choice.columns if key not in known]
    if unknown:
        raise Invalid(
            mark("这一期的数据里没有“%(name)s”这一列"),
            todo=mark("请换一个期间，或另选一列"),
            name=unknown[0].removeprefix(FURTHER)[:80],
        )
    both = sorted({*choice.inputs} & {*choice.outputs})
    if both or len(set(choice.columns)) < len(choice.columns):
        text = mark("每一列只能是一个投入，或一个产出")
        raise Invalid(text, fields={"outputs": [text]})
    if len(choice.columns) > MOST_COLUMNS:
        raise Invalid(mark("最多选 %(most)s 列"), most=MOST_COLUMNS)


def work_of(rows: int, draws: int) -> int:
    """Count the work of a run in units measured; one that draws nothing is one sample.

    >>> work_of(25, 400), work_of(25, 0)
    (50000, 125)
    """
    return max(draws, 1) * (EVERY_SAMPLE + rows)


def check_work(rows: int, draws: int) -> None:
    """Refuse what would take this computer too long, and say how much fits."""
    if rows > MOST_ROWS:
        raise Invalid(
            mark("这一期有 %(rows)s 行，一次最多比较 %(most)s 行"),
            todo=mark("请把比较组分小，或用命令 kam frontier"),
            rows=rows,
            most=MOST_ROWS,
        )
    if rows * draws > MOST_WORK:
        raise Invalid(
            mark("区域数乘以抽样次数最多 %(most)s，这里是 %(work)s"),
            todo=mark("请减少抽样次数，或用命令 kam frontier"),
            most=MOST_WORK,
            work=rows * draws,
        )


def rank_spans(
    bounds: Sequence[tuple[float | None, float | None]],
) -> list[tuple[int, int] | None]:
    """Return the best and the worst place each unit may have; None without interval.

    Somebody stands before another only where the whole intervals do: places are as
    unsure as the scores are. Cost O(n log n).

    >>> rank_spans([(0.9, 1.0), (0.5, 0.6), (0.55, 0.95), (None, None)])
    [(1, 2), (2, 3), (1, 3), None]
    """
    known = [(low, up) for low, up in bounds if low is not None and up is not None]
    lows, ups = sorted(low for low, _up in known), sorted(up for _low, up in known)
    spans: list[tuple[int, int] | None] = []
    for low, up in bounds:
        if low is None or up is None:
            spans.append(None)
            continue
        above = len(lows) - bisect_right(lows, up)
        below = bisect_left(ups, low)
        spans.append((1 + above, len(known) - below))
    return spans
