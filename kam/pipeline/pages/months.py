"""Thirteen months of purchases as bars; the list beside them says the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.money import Money
from kam.pipeline.pages import naming
from kam.pipeline.rules.rhythm import months_between, months_later

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.pipeline.models import Purchase

SHOWN = 13
COLUMN, BAR, HEIGHT = 40, 26, 96
LEAST = 3


@dataclass(frozen=True)
class MonthBar:
    """One month: a bar as high as what was bought, or a gap."""

    x: int
    y: float
    at: float
    height: float
    short: str
    label: str


@dataclass(frozen=True)
class MonthBars:
    """The picture of the last months."""

    width: int
    height: int
    bars: Sequence[MonthBar]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was bought in these months."""
        return not any(bar.height for bar in self.bars)


def month_bars(bought: Sequence[Purchase], today: date) -> MonthBars:
    """Draw the last months up to this one.

    Bars show value where any is known (of the currency used most), else quantity.
    """
    first = months_later(today, 1 - SHOWN)
    shown = [row for row in bought if 0 <= months_between(first, row.month) < SHOWN]
    worth, said = _worth(shown)
    most = max(worth.values(), default=0)
    return MonthBars(
        width=SHOWN * COLUMN,
        height=HEIGHT,
        bars=[_bar(n, first, worth, said, most) for n in range(SHOWN)],
    )


def _worth(
    rows: Sequence[Purchase],
) -> tuple[dict[date, int], dict[date, str]]:
    currencies = [row.currency for row in rows if row.value_minor is not None]
    usual = max(set(currencies), key=currencies.count) if currencies else ""
    worth: dict[date, int] = defaultdict(int)
    for row in rows:
        if not usual:
            worth[row.month] += row.quantity or 0
        elif row.value_minor is not None and row.currency == usual:
            worth[row.month] += row.value_minor
        else:
            worth[row.month] += 0
    if not usual:
        return worth, {month: f"{n:,}" for month, n in worth.items()}
    said = {
        month: naming.amount_words(Money(minor, usual))
        for month, minor in worth.items()
    }
    return worth, said


def _bar(
    n: int, first: date, worth: dict[date, int], said: dict[date, str], most: int
) -> MonthBar:
    month = months_later(first, n)
    bought = month in worth
    share = worth[month] / most if bought and most else 0
    height = max(share * (HEIGHT - 8), LEAST) if bought else 0
    return MonthBar(
        x=n * COLUMN + (COLUMN - BAR) // 2,
        y=round(HEIGHT - height, 1),
        at=n * COLUMN + COLUMN / 2,
        height=round(height, 1),
        short=f"{month:%m}" if month.month > 1 and n else f"{month:%y/%m}",
        label=f"{naming.month_words(month)} {said.get(month, '')}".strip(),
    )
