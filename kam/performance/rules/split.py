"""Where a gap to the frontier comes from: coverage, frequency, conversion, mix.

Sales are a chain: customers covered × visits to each × orders a visit × sales an order.
Each step that was counted parts the chain; what was not counted stays together with the
step after it, so that nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CUSTOMERS, VISITS, ORDERS = "customers", "visits", "orders"
STEPS = (CUSTOMERS, VISITS, ORDERS)
FACTORS = ("coverage", "frequency", "conversion", "mix")
COLUMNS = {
    CUSTOMERS: (mark("覆盖客户数"), mark("客户数"), "customers covered", "customers"),
    VISITS: (mark("拜访数"), mark("拜访次数"), "visits", "calls"),
    ORDERS: (mark("成交数"), mark("订单数"), "orders", "deals"),
}
FACTOR_NAMES = {
    "coverage": mark("覆盖"),
    "frequency": mark("频率"),
    "conversion": mark("转化"),
    "mix": mark("组合"),
}
FACTOR_ABOUT = {
    "coverage": mark("覆盖的客户数"),
    "frequency": mark("每个客户的拜访数"),
    "conversion": mark("每次拜访的成交数"),
    "mix": mark("每笔成交的销售：产品和客户的组合"),
}
NEAR = 1e-6


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """What was counted of a territory in a period; None for what was not."""

    sales: float
    customers: float | None = None
    visits: float | None = None
    orders: float | None = None

    def step(self, name: str) -> float | None:
        """Return one count."""
        found: float | None = getattr(self, name)
        return found


@dataclass(frozen=True, slots=True)
class Link:
    """One factor of the chain, of the territory and of what it is held against."""

    factors: tuple[str, ...]
    own: float
    best: float

    @property
    def name(self) -> str:
        """The factor, or those that could not be told apart."""
        return "+".join(self.factors)


@dataclass(frozen=True, slots=True)
class Chain:
    """The factors of both sides, and the steps that were missing or unusable."""

    links: tuple[Link, ...]
    missing: tuple[str, ...]

    @property
    def is_split(self) -> bool:
        """Whether anything can be told apart."""
        return len(self.links) > 1


def totals_from(columns: Mapping[str, float], sales: float) -> Totals:
    """Read the counts from further columns by their names, whatever their case."""
    known = {name.strip().lower(): value for name, value in columns.items()}

    def of(step: str) -> float | None:
        return next((known[n] for n in COLUMNS[step] if n in known), None)

    return Totals(
        sales=sales, customers=of(CUSTOMERS), visits=of(VISITS), orders=of(ORDERS)
    )


def mixed(parts: Iterable[tuple[float, Totals]]) -> Totals:
    """Return the weighted mix of peers; a count that one of them lacks is missing."""
    shares = [(share, totals) for share, totals in parts if share > 0]

    def of(step: str) -> float | None:
        counted = [(share, totals.step(step)) for share, totals in shares]
        if not counted or any(value is None for _share, value in counted):
            return None
        return sum(share * value for share, value in counted if value is not None)

    return Totals(
        sales=sum(share * totals.sales for share, totals in shares),
        customers=of(CUSTOMERS),
        visits=of(VISITS),
        orders=of(ORDERS),
    )


def chain_of(own: Totals, best: Totals) -> Chain:
    """Part the chain at every step that was counted on both sides.

    A count of zero where there are sales contradicts them, and parts nothing. Without
    sales, what comes after the first zero was never seen: it is taken to be like that
    of the peers, so that it has no part in the gap.
    """
    usable = [step for step in STEPS if _is_usable(own, best, step)]
    links: list[Link] = []
    before = (1.0, 1.0)
    last = 0
    for step in [*usable, ""]:
        at = STEPS.index(step) + 1 if step else len(FACTORS)
        now = _pair(own, best, step)
        links.append(
            Link(
                FACTORS[last:at],
                now[0] / before[0] if before[0] else now[1] / before[1],
                now[1] / before[1],
            )
        )
        before, last = now, at
    return Chain(tuple(links), tuple(step for step in STEPS if step not in usable))


def _pair(own: Totals, best: Totals, step: str) -> tuple[float, float]:
    if not step:
        return own.sales, best.sales
    return own.step(step) or 0.0, best.step(step) or 0.0


def _is_usable(own: Totals, best: Totals, step: str) -> bool:
    mine, theirs = own.step(step), best.step(step)
    if mine is None or theirs is None or theirs <= 0 or mine < 0:
        return False
    return mine > 0 or own.sales == 0


def is_close(mix: float, frontier: float) -> bool:
    """Say whether the mix of the peers is the frontier that was drawn."""
    return abs(mix - frontier) <= NEAR * max(abs(frontier), abs(mix))
