"""Potential and sales of every territory over the last four quarters, all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from typing import TYPE_CHECKING

from kam.core.periods import parse_period
from kam.demo.book import chapter
from kam.demo.script.dice import dice

if TYPE_CHECKING:
    from random import Random

QUARTERS = 4
CEILING = 300.0
BEND = 2600.0
WOBBLE = 0.035
SURE = 0.95
COUNTED = ("覆盖客户数", "拜访数", "成交数")


@dataclass(frozen=True)
class Number:
    """What a territory could sell and did sell in a quarter."""

    code: int
    potential: int
    sales: float | None
    exclusion: str = ""

    def further(self, back: int, met: tuple[int, int] | None) -> dict[str, float]:
        """Return the counts beside sales: what was met, as recorded, else invented.

        Orders are invented throughout; whoever sells more of the possible wins more
        visits and has the larger orders.
        """
        if self.sales is None:
            return {}
        roll = dice("counts", self.code, back)
        customers, visits = met or self._met(roll)
        reach = self.sales / (CEILING * (1 - exp(-self.potential / BEND)))
        rate = 0.3 + 0.35 * reach + roll.uniform(-0.05, 0.05)
        counts = (customers, visits, max(1, round(visits * rate)))
        return dict(zip(COUNTED, map(float, counts), strict=True))

    def _met(self, roll: Random) -> tuple[int, int]:
        customers = 5 + roll.randrange(4)
        return customers, customers * 6 + roll.randrange(12)


def quarters(today: date) -> list[str]:
    """Return the last finished quarters, the newest last."""
    year, quarter = today.year, (today.month - 1) // 3 + 1
    names = []
    for _ in range(QUARTERS):
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
        names.append(f"{year}Q{quarter}")
    return names[::-1]


def vacancy(today: date) -> tuple[date, date]:
    """Return the first day a territory stood empty, and the day it was filled again."""
    quarter = parse_period(quarters(today)[-1])
    return quarter.first - timedelta(days=18), quarter.last - timedelta(days=12)


def numbers(back: int) -> list[Number]:
    """Return the figures of the quarter that ended `back` quarters before the last."""
    book = chapter("figures")
    missing = {one["code"] for one in book["missing"] if one["back"] == back}
    vacancy = book["vacancy"]
    found = []
    for unit in book["unit"]:
        code, potential = unit["code"], unit["potential"]
        is_vacant = vacancy["code"] == code and vacancy["back"] == back
        found.append(
            Number(
                code=code,
                potential=potential - 20 * back,
                sales=None if code in missing else _sales(unit, back),
                exclusion=vacancy["reason"] if is_vacant else "",
            )
        )
    return found


def _sales(unit: dict[str, float], back: int) -> float:
    """Return a share of the curve; those who lead lead in every quarter."""
    share = unit.get("before", unit["share"]) if back else unit["share"]
    curve = CEILING * (1 - exp(-unit["potential"] / BEND))
    leads = share >= SURE
    spread = 0.008 if leads else WOBBLE
    wobble = dice("sales", unit["code"], back).uniform(-spread, spread)
    growth = 1 - 0.015 * back
    return round(curve * share * growth * (1 + wobble), 1)
