"""Two periods of one set: which may be compared, and what a change may be called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.core.periods import parse_period
from kam.performance.rules.constants import Constants
from kam.performance.rules.question import Labels, PeriodUnits

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_COMPARED = 5000
ROSE, FELL, UNSURE = "rose", "fell", "unsure"
BEFORE, AFTER = "before", "after"
ABSENCES = {
    "absent": mark("这一期没有数据"),
    "zero_potential": mark("潜力为零"),
    "zero_sales": mark("没有销售：从零到任何数都说不出增长了多少倍"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeQuestion:
    """What a comparison of two periods depends on."""

    earlier: PeriodUnits
    later: PeriodUnits
    constants: Constants = field(default_factory=Constants)
    labels: Labels = field(default_factory=Labels)


def pair_of(
    names: Sequence[str], *, earlier: str = "", later: str = ""
) -> tuple[str, str]:
    """Return the two periods that are compared: as asked, else the newest two alike.

    `names` has the newest first. An empty name stands for a period there is not.
    """
    last = _known(names, later) if later else next(iter(names), "")
    if earlier:
        first = _known(names, earlier)
    else:
        first = next((one for one in names if last and is_before(one, last)), "")
    if first and last and not is_before(first, last):
        raise Invalid(
            mark("“%(earlier)s”和“%(later)s”不能比较"),
            todo=mark("请选两期一样长的期间，前一期在后一期之前，如 2025Q4 和 2026Q1"),
            fields={"from": [mark("要和后一期一样长，并在它之前")]},
            earlier=first,
            later=last,
        )
    return first, last


def full_pair_of(
    names: Sequence[str], *, earlier: str = "", later: str = ""
) -> tuple[str, str]:
    """Return the two periods that are compared; refuse where there are no two."""
    first, last = pair_of(names, earlier=earlier, later=later)
    if not first or not last:
        raise Invalid(
            mark("没有两期可以比较"),
            todo=mark("请再导入一期同样长的数据"),
            fields={"from": [mark("没有更早的、同样长的一期")]},
        )
    return first, last


def _known(names: Sequence[str], asked: str) -> str:
    name = parse_period(asked).name
    if name not in names:
        raise Invalid(
            mark("“%(period)s”还没有数据"),
            todo=mark("请先导入这一期的数据，或换一个期间"),
            fields={"period": [mark("这一期还没有数据")]},
            period=name,
        )
    return name


def is_before(earlier: str, later: str) -> bool:
    """Say whether one period may be held against another: as long, and before it.

    >>> is_before("2025Q4", "2026Q1"), is_before("2025", "2026Q1")
    (True, False)
    """
    first, last = parse_period(earlier), parse_period(later)
    return first.months == last.months and first.last < last.first


def direction_of(lower: float | None, upper: float | None) -> str:
    """Name a change only where its whole interval lies on one side of 1.

    >>> direction_of(1.02, 1.2), direction_of(0.8, 0.97), direction_of(0.9, 1.1)
    ('rose', 'fell', 'unsure')
    """
    if lower is None or upper is None:
        return UNSURE
    return ROSE if lower > 1 else FELL if upper < 1 else UNSURE
