"""What each stage asks of us: the table of method §3.19 (ours, not the deck's)."""

from __future__ import annotations

from dataclasses import dataclass

from kam.core.marking import mark


@dataclass(frozen=True)
class Advice:
    """How a stage shows, and the next visit's aim, focus, factor and means."""

    sign: str
    objective: str
    focus: str
    factor: str
    resources: str


ADVICE: dict[int, Advice] = {
    1: Advice(
        mark("没听说过，或叫错名字"),
        mark("引起注意，让他记住一件有关的事"),
        mark("工作范围、问题的概念"),
        mark("价值"),
        mark("介绍资料、活动邀请"),
    ),
    2: Advice(
        mark("“我们没有这个需要”"),
        mark("把一个问题说明白"),
        mark("问题的类别、现在做法的代价"),
        mark("价值"),
        mark("类似客户的案例"),
    ),
    3: Advice(
        mark("“以后再说”“忙”，或不作声"),
        mark("让真正的顾虑说出来，约定一小步"),
        mark("风险、牵涉哪些人"),
        mark("风险"),
        mark("同行专家、主管同访"),
    ),
    4: Advice(
        mark("问到细节"),
        mark("答清楚，约定试用的情形和标准"),
        mark("决定的标准、第一个合适的情形"),
        mark("风险，再到转变成本"),
        mark("证据、样品或演示、培训"),
    ),
    5: Advice(
        mark("在少数情形里用"),
        mark("一起看结果，加上下一类情形"),
        mark("每次用不用由什么决定"),
        mark("转变成本、采用后成本"),
        mark("应用指南、跟进"),
    ),
    6: Advice(
        mark("日常都用"),
        mark("拓宽使用的类型，守住"),
        mark("竞争对手的动作、还没用到的地方"),
        mark("采用后成本"),
        mark("服务、数据反馈"),
    ),
    7: Advice(
        mark("告诉同行"),
        mark("给他平台，感谢，定共同目标"),
        mark("还有谁、下一步是什么"),
        mark("价值（他的优势）"),
        mark("讲者角色、共同项目（须过合规）"),
    ),
}

ASKS: dict[str, str] = {
    "knows": mark("他说得出产品是什么、做什么用吗？"),
    "needs": mark("他承认过有它能解决的问题或任务吗？"),
    "agreed": mark("最近 %(agreed)s 天里，他同意过了解它、没有推脱吗？"),
    "used": mark("他至少用过一次吗？"),
    "share": mark("适用的情形里，百分之几在用它？"),
    "recommends": mark("最近 %(recommended)s 天里，他当着人或有人证实地推荐过它吗？"),
}
