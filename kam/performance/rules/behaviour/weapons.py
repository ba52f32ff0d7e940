"""The seven weapons (T40) and the fourteen conclusions (T39), each with its metric."""

from __future__ import annotations

from dataclasses import dataclass

from kam.core.marking import mark


@dataclass(frozen=True)
class Weapon:
    """One of the seven weapons: its metric, what else tells of it, where to practise.

    `key` is its name in a self-rating, and `mirror` the share that is held against it;
    a weapon whose metric waits may have none. `conclusions` are the numbers of those it
    gathers (method §3.16).
    """

    number: int
    key: str
    name: str
    metric: str
    mirror: str
    beside: tuple[str, ...]
    conclusions: tuple[int, ...]
    place: str
    advice: str


@dataclass(frozen=True)
class Conclusion:
    """One of the fourteen conclusions of the field study, and its metric."""

    number: int
    name: str
    metric: str


WEAPONS: tuple[Weapon, ...] = (
    Weapon(
        1,
        "continuity",
        mark("创造拜访的连续性"),
        "chain",
        "chain",
        ("continuity", "review"),
        (10, 14, 6),
        "visits:week",
        mark("从访前准备开始：先看上一条记录，再写这次的目标。"),
    ),
    Weapon(
        2,
        "relationship",
        mark("关注关系"),
        "cared",
        "cared",
        ("partners", "written_up"),
        (4, 5, 13),
        "accounts:list",
        mark("拜访之后花一分钟，更新一位要紧的人的关系判断，写上依据。"),
    ),
    Weapon(
        3,
        "probing",
        mark("有目的的探询与倾听"),
        "probing",
        "answered",
        ("questions", "answered"),
        (1, 2, 3),
        "packs:list",
        mark("下次拜访前从方法包里挑三个问题，访后记下回答。"),
    ),
    Weapon(
        4,
        "message",
        mark("调整信息"),
        "tailored",
        "tailored",
        ("concern", "relevant"),
        (7, 8, 9),
        "accounts:list",
        mark("给要见的人备一条信息：针对他关心的一点，再按思维偏好换一种说法。"),
    ),
    Weapon(
        5,
        "closing",
        mark("直接缔结"),
        "ask",
        "ask",
        ("asked_forward",),
        (12,),
        "visits:week",
        mark("访前写下想请客户做的一件事、日期和退一步的请求。"),
    ),
    Weapon(
        6,
        "drive",
        mark("怀有成功的愿望"),
        "drive",
        "",
        ("digging",),
        (11,),
        "accounts:list",
        mark("选一位要紧的人，写下他从哪里到哪里。"),
    ),
    Weapon(
        7,
        "colleagues",
        mark("与同事密切配合"),
        "together",
        "together",
        ("long_term",),
        (10,),
        "visits:week",
        mark("请一位同事或主管一起去一次，或把一件事交给他负责。"),
    ),
)

CONCLUSIONS: tuple[Conclusion, ...] = (
    Conclusion(1, mark("大量探询（四倍以上）"), "questions"),
    Conclusion(2, mark("让客户保持放松"), "relaxed"),
    Conclusion(3, mark("确认问题、挑战、需求再引导到产品"), "confirmed"),
    Conclusion(4, mark("尽可能了解客户的一切"), "written_up"),
    Conclusion(5, mark("专业化、个体化的关系"), "partners"),
    Conclusion(6, mark("抓住洞察，变成行动"), "acted"),
    Conclusion(7, mark("灵活，适应性强"), "tailored"),
    Conclusion(8, mark("优秀的沟通者"), "concern"),
    Conclusion(9, mark("专家级的产品知识，只讲相关的"), "relevant"),
    Conclusion(10, mark("拜访的连续性"), "continuity"),
    Conclusion(11, mark("视自己为变化之源"), "plans"),
    Conclusion(12, mark("直接要求行动"), "ask"),
    Conclusion(13, mark("长期效益，投资观，创造力"), "long_term"),
    Conclusion(14, mark("访前计划"), "prepared"),
)

# What a manager reads of a team at a glance, and what stands beside the weapons.
HABITS = ("continuity", "review", "same_day", "ask", "acted", "digging")
