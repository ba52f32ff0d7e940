"""The metrics of behaviour: for each its numerator, its denominator and its source.

The deck names the behaviours, and counted a few of them in the field (method §4.4). How
they are measured from records is this product's own choice, so no measure is verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kam.core.marking import mark


class Need(StrEnum):
    """A record that a metric waits for; `READY` says which of them exist."""

    PLANS = "plans"
    FRONTIER = "frontier"
    SELF = "self"


# A later room adds its need here, and its counts to the queries: then the metric
# shows a number instead of what it waits for.
READY: frozenset[Need] = frozenset({Need.PLANS})


class Kind(StrEnum):
    """A share of k in n, or a mean: k in all, for each of n."""

    SHARE = "share"
    MEAN = "mean"


@dataclass(frozen=True, kw_only=True)
class Metric:
    """What is counted (`numerator`), of what (`denominator`), and where it is from.

    `ratio` is what the deck counted, frontier to average; without one the behaviour is
    named there and its measure is ours. A standing metric tells today, not a period.
    """

    key: str
    label: str
    numerator: str
    denominator: str
    source: str
    kind: Kind = Kind.SHARE
    ratio: str = ""
    needs: tuple[Need, ...] = ()
    is_standing: bool = False

    @property
    def missing(self) -> tuple[Need, ...]:
        """The records it needs that do not exist yet."""
        return tuple(need for need in self.needs if need not in READY)


_VISITS = mark("提交的拜访")
_FOLLOWING = mark("同一客户之前已有记录的拜访")
_CONCERNED = mark("见到的人写有关心点的拜访")
_KEY_PEOPLE = mark("自己客户里决策层和中高管理层的人")

METRICS: tuple[Metric, ...] = (
    Metric(
        key="continuity",
        label=mark("连续性率"),
        numerator=mark("目标承接上一次记录的拜访"),
        denominator=_FOLLOWING,
        source="§5.7",
    ),
    Metric(
        key="chain",
        label=mark("回看并承接"),
        numerator=mark("访前回看过、目标又承接上一次记录的拜访"),
        denominator=_FOLLOWING,
        source="§3.16",
    ),
    Metric(
        key="review",
        label=mark("访前回看记录"),
        numerator=mark("访前标记过“已回看”的拜访"),
        denominator=_FOLLOWING,
        source="§4.4",
        ratio="5:1",
    ),
    Metric(
        key="same_day",
        label=mark("当天写记录"),
        numerator=mark("拜访当天就提交记录的拜访"),
        denominator=_VISITS,
        source="§4.4",
        ratio="8:1",
    ),
    Metric(
        key="prepared",
        label=mark("有目标并回看"),
        numerator=mark("写了目标、有旧记录时也回看过的拜访"),
        denominator=_VISITS,
        source="§3.15",
    ),
    Metric(
        key="ask",
        label=mark("有明确请求"),
        numerator=mark("写明了要客户做什么的拜访"),
        denominator=_VISITS,
        source="§3.16",
    ),
    Metric(
        key="asked_forward",
        label=mark("请求之后成交或推进"),
        numerator=mark("结果是成交或推进的"),
        denominator=mark("写明了请求的拜访"),
        source="§5.6",
    ),
    Metric(
        key="acted",
        label=mark("洞察变成行动"),
        numerator=mark("由它产生了行动或我方承诺的拜访"),
        denominator=_VISITS,
        source="§5.7",
    ),
    Metric(
        key="tailored",
        label=mark("调整过说法"),
        numerator=mark("给对方备好的信息按思维偏好换过说法的拜访"),
        denominator=_CONCERNED,
        source="§3.22",
        ratio="5:1",
    ),
    Metric(
        key="concern",
        label=mark("信息针对关心点"),
        numerator=mark("给对方备好了针对关心点的信息的拜访"),
        denominator=_CONCERNED,
        source="§3.15",
    ),
    Metric(
        key="relevant",
        label=mark("只讲相关的"),
        numerator=mark("写全了关心点和效益、可以带去的信息"),
        denominator=mark("这一期自己写的信息"),
        source="§3.25",
    ),
    Metric(
        key="questions",
        label=mark("每次拜访问几个问题"),
        numerator=mark("问过并记下的探询问题"),
        denominator=_VISITS,
        source="§3.15",
        kind=Kind.MEAN,
        ratio="4:1",
    ),
    Metric(
        key="answered",
        label=mark("问了有答案"),
        numerator=mark("记下了回答的问题"),
        denominator=mark("问过的问题"),
        source="§3.16",
    ),
    Metric(
        key="relaxed",
        label=mark("听到顾虑接着问"),
        numerator=mark("接着追问下去的顾虑"),
        denominator=mark("探询中听到的顾虑"),
        source="§3.15",
    ),
    Metric(
        key="confirmed",
        label=mark("复述并得到确认"),
        numerator=mark("至少一次复述得到确认的拜访"),
        denominator=mark("问过问题的拜访"),
        source="§3.15",
    ),
    Metric(
        key="written_up",
        label=mark("了解客户个体"),
        numerator=mark("完成了个体档案的人"),
        denominator=mark("自己客户里在职的人"),
        source="§3.15",
        is_standing=True,
    ),
    Metric(
        key="partners",
        label=mark("合作伙伴关系"),
        numerator=mark("业务关系和个人关系都到高位的人"),
        denominator=mark("其中两项关系都判断过的人"),
        source="§3.18",
        is_standing=True,
    ),
    Metric(
        key="cared",
        label=mark("关系有人维护"),
        numerator=mark("90 天内更新过关系判断、没有下降的人"),
        denominator=_KEY_PEOPLE,
        source="§3.16",
        is_standing=True,
    ),
    Metric(
        key="together",
        label=mark("与同事配合"),
        numerator=mark("90 天内有同事去过、一起去过，或有同事负责的行动的客户"),
        denominator=mark("自己的客户"),
        source="§3.16",
        is_standing=True,
    ),
    Metric(
        key="long_term",
        label=mark("公司层面的行动"),
        numerator=mark("标为 KAM2（公司层面）的行动"),
        denominator=mark("这一期到期的自己的行动"),
        source="§3.15",
    ),
    Metric(
        key="digging",
        label=mark("挖井比"),
        numerator=mark(
            "第一次见到一个人，或当天留下判断、观察、问题的答案，或产生 KAM2 行动的拜访"
        ),
        denominator=_VISITS,
        source="§3.1",
    ),
    Metric(
        key="probing",
        label=mark("有目的的探询"),
        numerator=mark("每次提问数与绩效先锋中位数之比（至多 1）× 有答案的比例"),
        denominator=_VISITS,
        source="§3.16",
        needs=(Need.FRONTIER,),
    ),
    Metric(
        key="drive",
        label=mark("成功愿望"),
        numerator=mark("一半是自评，一半是有 A→B 计划的要紧的人"),
        denominator=_KEY_PEOPLE,
        source="§3.16",
        needs=(Need.PLANS, Need.SELF),
    ),
    Metric(
        key="plans",
        label=mark("进行中的 A→B 计划"),
        numerator=mark("有进行中的 A→B 计划的人"),
        denominator=_KEY_PEOPLE,
        source="§3.15",
        needs=(Need.PLANS,),
        is_standing=True,
    ),
)
BY_KEY = {metric.key: metric for metric in METRICS}
