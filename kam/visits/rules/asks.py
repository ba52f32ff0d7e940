"""What to ask the customer to do at each stage of the ladder (method §5.6, §3.19).

The deck says to ask directly and names no asks; these are ours, to be reworded. Each is
an action of the customer with a day, and a smaller step where they decline.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kam.core.clock import LATEST_DAY
from kam.core.marking import mark

USUAL_DAYS = 14


@dataclass(frozen=True)
class Ask:
    """What the customer is asked to do by a day, and the step back from it."""

    primary: str
    fallback: str


ASKS: dict[int, Ask] = {
    1: Ask(
        mark("请在%(day)s前看完这一页，告诉我哪一条和您的工作有关"),
        mark("请告诉我科里谁最该看这一页"),
    ),
    2: Ask(
        mark("请在%(day)s前把最近两周的这类情形数给我看看"),
        mark("请让一位同事讲讲最近一次麻烦是怎么处理的"),
    ),
    3: Ask(
        mark("请在%(day)s前留半小时，把最担心的一条说给我们听"),
        mark("请定一个可以再谈的日子"),
    ),
    4: Ask(
        mark("请在%(day)s前定下试用的情形、例数和判断标准"),
        mark("请派一位同事和我们先做几例对照"),
    ),
    5: Ask(
        mark("请在%(day)s前和我们一起看结果，再加一类情形"),
        mark("请把剩下的例数做完，定下看结果的日子"),
    ),
    6: Ask(
        mark("请在%(day)s前让另一个组也用起来"),
        mark("请带我们见一见用得最少的那一组"),
    ),
    7: Ask(
        mark("请在%(day)s前当面向一位同行介绍您的做法"),
        mark("请同意把您的做法写成一页，给同行看"),
    ),
}


def ask_for(stage: int | None) -> Ask:
    """Return the ask of a stage; where nothing was judged, that of the first."""
    return ASKS[stage or 1]


def day_for(visit: date) -> date:
    """Return the day to ask for: two weeks after the visit, within the calendar."""
    if (LATEST_DAY - visit).days <= USUAL_DAYS:
        return LATEST_DAY
    return visit + timedelta(days=USUAL_DAYS)
