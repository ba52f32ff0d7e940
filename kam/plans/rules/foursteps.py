"""Four steps of key account management, and how far each is done (method §3.11).

Steps and tasks are the deck's, their order and deliverables ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.plans.rules.limits import PERCENT, USUAL, Limits

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True)
class Work:
    """One step of the process: its tasks by key, and what it delivers."""

    name: str
    deliverable: str
    tasks: tuple[tuple[str, str], ...]


WORK = (
    Work(
        mark("挖掘实用信息"),
        mark("来源清单、需要清单、几条洞察"),
        (
            ("sources", mark("确认业务领域里最好的信息来源")),
            ("needs", mark("研究客户共同的需要")),
            ("insights", mark("找到领域洞察")),
            ("interest", mark("了解业务兴趣")),
        ),
    ),
    Work(
        mark("了解你的客户"),
        mark("层级图、排过序的需要"),
        (
            ("organisation", mark("分析正式和非正式的组织")),
            ("decision", mark("找到影响决定的因素")),
            ("ranking", mark("给相关的需要排序")),
        ),
    ),
    Work(
        mark("运用公司资源"),
        mark("需要与资源对照表"),
        (
            ("known", mark("知道有哪些资源、从哪里来")),
            ("strength", mark("整合公司的优势")),
            ("matched", mark("让资源对上需要")),
        ),
    ),
    Work(
        mark("成功执行"),
        mark("一系列拜访、计划的步骤和结果"),
        (
            ("implementation", mark("在执行层面沟通")),
            ("entry", mark("进入客户的业务领域")),
            ("communication", mark("有效沟通")),
            ("relations", mark("保持良好关系")),
        ),
    ),
)
TASKS = tuple(key for work in WORK for key, _text in work.tasks)


@dataclass(frozen=True)
class Part:
    """How far one step is done; `is_thin` says that the step before knows too little.

    A thin step is not blocked.
    """

    work: Work
    done: tuple[str, ...]
    missing: tuple[str, ...]
    is_thin: bool

    @property
    def percent(self) -> int:
        """The share of its tasks that are done, rounded down."""
        return PERCENT * len(self.done) // (len(self.done) + len(self.missing))


def parts_of(done: Collection[str], limits: Limits = USUAL) -> tuple[Part, ...]:
    """Return the four steps, as far as the tasks named in `done` bring them."""
    parts: list[Part] = []
    for work in WORK:
        keys = [key for key, _text in work.tasks]
        is_thin = bool(parts) and parts[-1].percent < limits.enough
        ready = tuple(key for key in keys if key in done)
        parts.append(
            Part(work, ready, tuple(k for k in keys if k not in done), is_thin)
        )
    return tuple(parts)
