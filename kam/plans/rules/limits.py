"""The settings of plans; the deck gives none of these numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.core.settings_book import Value

GROUP = mark("客户计划")
PERCENT = 100

ENOUGH = declare(
    Entry(
        "plans.enough_percent",
        GROUP,
        mark("四步流程：前一步做到多少才算信息够"),
        mark("前一步完成的比例不到它，后一步就标“信息不足”；不会挡住后一步。"),
        60,
        0,
        100,
        "%",
    )
)
INSIGHTS = declare(
    Entry(
        "plans.insights",
        GROUP,
        mark("四步流程：几条洞察算找到了领域洞察"),
        mark("课件只说要有领域洞察，没有给出条数。"),
        3,
        1,
        50,
        mark("条洞察"),
    )
)
USING = declare(
    Entry(
        "plans.using_stage",
        GROUP,
        mark("三阶段：应用周期到第几级才进入第三阶段"),
        mark("至少一个人到这一级，并有一位合作伙伴，才算进入“帮助彼此成功”。"),
        5,
        2,
        7,
    )
)
BUDGET = declare(
    Entry(
        "plans.budget_percent",
        GROUP,
        mark("计划的投入最多占客户潜力的多少"),
        mark("各步投入合计超过潜力的这个比例，计划上会标出来。"),
        2.0,
        0,
        100,
        "%",
    )
)
ENTRIES = (ENOUGH, INSIGHTS, USING, BUDGET)
KEYS = tuple(entry.key for entry in ENTRIES)


@dataclass(frozen=True)
class Limits:
    """What is enough: percent, insights, a stage; and the budget in percent."""

    enough: int = 60
    insights: int = 3
    using: int = 5
    budget: float = 2.0


USUAL = Limits()


def limits_from(chosen: Mapping[str, Value]) -> Limits:
    """Return what the company chose."""
    enough, insights, using, budget = (chosen[key] for key in KEYS)
    return Limits(int(enough), int(insights), int(using), float(budget))
