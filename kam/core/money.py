"""Money as whole minor units with a currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

LARGEST_MINOR = 10**17


@dataclass(frozen=True)
class Money:
    """An amount in minor units (fen, cent) of one currency."""

    minor: int
    currency: str = "CNY"

    @property
    def major(self) -> Decimal:
        """The amount in yuan, dollars and so on."""
        return Decimal(self.minor) / 100

    @classmethod
    def from_major(cls, amount: Decimal, currency: str = "CNY") -> Money:
        """Read an amount typed in yuan or dollars, to the nearest fen or cent."""
        minor = (amount * 100).to_integral_value(rounding=ROUND_HALF_EVEN)
        return cls(int(minor), currency)
