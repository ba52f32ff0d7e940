"""Periods of figures: a year, a quarter or a month."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from kam.core.errors import Invalid
from kam.core.text import mark

_YEAR = re.compile(r"^(20\d\d)$")
_QUARTER_STRICT = re.compile(r"^(20\d\d)[-\s]?[Qq]([1-4])$")
_MONTH = re.compile(r"^(20\d\d)[-/.年]?(0[1-9]|1[0-2]|[1-9])月?$")


@dataclass(frozen=True, order=True)
class Period:
    """A calendar span with a short name such as 2026, 2026Q1 or 2026-03."""

    first: date
    last: date
    name: str

    @property
    def months(self) -> int:
        """How many months the period holds."""
        years = self.last.year - self.first.year
        return years * 12 + self.last.month - self.first.month + 1


def _span(year: int, first_month: int, months: int, name: str) -> Period:
    last_month = first_month + months - 1
    last_day = calendar.monthrange(year, last_month)[1]
    return Period(date(year, first_month, 1), date(year, last_month, last_day), name)


def parse_period(text: str) -> Period:
    """Read 2026, 2026Q1 or 2026-03; refuse anything else with a hint."""
    bare = text.strip()
    if found := _YEAR.match(bare):
        return _span(int(found[1]), 1, 12, found[1])
    if found := _QUARTER_STRICT.match(bare):
        quarter = int(found[2])
        return _span(int(found[1]), quarter * 3 - 2, 3, f"{found[1]}Q{quarter}")
    if found := _MONTH.match(bare):
        month = int(found[2])
        return _span(int(found[1]), month, 1, f"{found[1]}-{month:02d}")
    raise Invalid(
        what=mark("看不懂期间“%(text)s”"),
        todo=mark("请写成 2026、2026Q1 或 2026-03"),
        text=text[:40],
        fields={"period": [mark("请写成 2026、2026Q1 或 2026-03")]},
    )
