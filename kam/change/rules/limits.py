"""The settings of the change equation and the purchase formula."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.settings_book import Value

GROUP = mark("转变的思考")
PURCHASE = mark("客户购买公式")
_ABOUT = mark("转变就绪指数 = 价值 ÷（风险 + 转变 + 采用后），只用客户的观点。")
_WEIGHT_ABOUT = mark("产品优势占多大比重；其余是单位的经济利益。课件没有给出数。")


def _band(name: str, label: str, default: float) -> Entry:
    return declare(Entry(f"change.{name}", GROUP, label, _ABOUT, default, 0.05, 10))


UNDECIDED = _band("undecided_from", mark("观望：指数从多少起"), 0.5)
FAVOURABLE = _band("favourable_from", mark("有利：指数从多少起"), 1.0)
READY = _band("ready_from", mark("就绪：指数从多少起"), 2.0)
SPREAD = declare(
    Entry(
        "change.guess_spread",
        GROUP,
        mark("猜测的值上下可能差多少"),
        mark("没有探询过的值，区间按上下各差这么多分算。"),
        2,
        0,
        10,
        mark("分"),
    )
)
PROBED = declare(
    Entry(
        "change.probed_terms",
        GROUP,
        mark("探询过几项才算指数"),
        mark("客户一方探询过的项数不到它，就标“猜测”，不给指数。"),
        2,
        1,
        4,
        mark("项"),
    )
)


def _weight(kind: str, label: str) -> Entry:
    key = f"purchase.advantage.{kind}"
    return declare(Entry(key, PURCHASE, label, _WEIGHT_ABOUT, 0.6, 0, 1))


WEIGHTS = {
    "government": _weight("government", mark("政府部门：产品优势的比重")),
    "regulator": _weight("regulator", mark("行业管理部门：产品优势的比重")),
    "association": _weight("association", mark("行业协会：产品优势的比重")),
    "factory": _weight("factory", mark("工厂：产品优势的比重")),
    "company": _weight("company", mark("公司：产品优势的比重")),
    "dealer": _weight("dealer", mark("销售商：产品优势的比重")),
    "hospital": _weight("hospital", mark("医院：产品优势的比重")),
    "other": _weight("other", mark("其他客户：产品优势的比重")),
}
ENTRIES = (UNDECIDED, FAVOURABLE, READY, SPREAD, PROBED)
KEYS = tuple(entry.key for entry in ENTRIES)


@dataclass(frozen=True)
class Limits:
    """Where bands begin, how far a guess may be off, and how many terms to probe."""

    undecided: float = 0.5
    favourable: float = 1.0
    ready: float = 2.0
    spread: int = 2
    probed: int = 2

    @property
    def edges(self) -> tuple[float, float, float]:
        """The edges of the bands, rising whatever a company typed."""
        low, middle, high = sorted((self.undecided, self.favourable, self.ready))
        return low, middle, high


def limits_from(chosen: Mapping[str, Value]) -> Limits:
    """Return what the company chose."""
    told = [chosen[key] for key in KEYS]
    return Limits(
        float(told[0]), float(told[1]), float(told[2]), int(told[3]), int(told[4])
    )


def weight_of(kind: str) -> Entry:
    """Return the setting of a kind of customer."""
    return WEIGHTS.get(kind, WEIGHTS["other"])
