"""Money as whole minor units with a currency."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from kam.core.errors import Invalid
from kam.core.marking import mark

LARGEST_MINOR = 10**17
SCALES = {"": 1, "元": 1, "千": 10**3, "万": 10**4, "万元": 10**4}
SCALES |= {"百万": 10**6, "千万": 10**7, "亿": 10**8, "亿元": 10**8}
SCALES |= {"k": 10**3, "m": 10**6, "b": 10**9}
_AMOUNT = re.compile(
    r"^(?:cny|rmb|usd|eur|[¥$€])?(?P<number>-?\d{1,18}(?:\.\d{1,8})?)(?P<scale>\D*)$"
)


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


def read_amount(text: str) -> Decimal:
    """Read an amount as people type it: 8600000, 8,600,000, ¥860万, 1.2 亿, 8.6M."""
    bare = unicodedata.normalize("NFKC", text).casefold()
    bare = bare.replace(",", "").replace("，", "").replace("_", "")
    found = _AMOUNT.match("".join(bare.split()))
    if found is None or found["scale"] not in SCALES:
        raise Invalid(
            mark("看不懂金额“%(text)s”"),
            todo=mark("请写成 8600000 或 860万"),
            fields={"amount": [mark("请写成 8600000 或 860万")]},
            text=text[:40],
        )
    return Decimal(found["number"]) * SCALES[found["scale"]]
