"""What the frontier is and what it does not say, beside every picture of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

from kam.performance.pages.words import share_text
from kam.performance.terms import Method

if TYPE_CHECKING:
    from kam.performance.models import FrontierRun


@dataclass(frozen=True)
class MethodNote:
    """One remark on the method."""

    title: str
    text: str


def method_notes(run: FrontierRun) -> list[MethodNote]:
    """Return what a reader of a run has to know, with the constants it used."""
    return [
        MethodNote(gettext("前沿"), _line_words(run)),
        MethodNote(gettext("分档与目标"), _constants_words(run)),
        MethodNote(gettext("有多确定"), _interval_words(run)),
        MethodNote(gettext("稳定性"), _stability_words(run)),
        MethodNote(
            gettext("不能说明"),
            gettext(
                "为什么有差距：竞争、产品结构、空缺都可能造成它；也不说明个人能力。"
                "潜力若估错，指数会错同样的倍数。"
            ),
        ),
        MethodNote(
            pgettext("method", "用途"),
            gettext("只用于辅导和互相学习，不作排名、奖惩或任用的依据。"),
        ),
    ]


def _line_words(run: FrontierRun) -> str:
    if run.method == Method.FDH:
        return gettext(
            "同等或更小潜力下实际做到的最高销售，逐级上升的阶梯；没有任何拟合。"
        )
    return gettext(
        "同等潜力下实际做到的最高销售：连接最好的区域，凹而不降的包络；没有任何拟合。"
    )


def _constants_words(run: FrontierRun) -> str:
    chosen = run.parameters["constants"]
    told = gettext(
        "指数 %(frontier_at)s 起为绩效先锋，%(near_at)s 起接近，%(middle_at)s 起一般。"
        "目标 1 取前沿的 %(share)s 与现销售 × %(growth)s 的较低者，"
        "目标 2 为现销售 × %(stretch)s。这些数是本产品的设定，未经验证，可在设置里改。"
    )
    return told % {
        "frontier_at": f"{chosen['frontier_at']:.2f}",
        "near_at": f"{chosen['near_at']:.2f}",
        "middle_at": f"{chosen['middle_at']:.2f}",
        "share": share_text(chosen["share_of_frontier"]),
        "growth": f"{chosen['growth']:g}",
        "stretch": f"{chosen['stretch']:g}",
    }


def _interval_words(run: FrontierRun) -> str:
    chosen = run.parameters["constants"]
    if "level" not in chosen:
        return gettext("这次计算没有区间；重新计算就有。")
    told = gettext(
        "前沿由见过的最好区域画成，真正的前沿只会更高，所以指数偏高。反复只取一部分区域"
        "重画，得到 %(level)s 的区间；整个区间落在一档之内才分档，否则写“尚不能定”。"
    )
    return told % {"level": share_text(chosen["level"])}


def _stability_words(run: FrontierRun) -> str:
    limit = share_text(run.parameters["constants"]["fragile_above"])
    held = run.parameters["held_against"]
    told = gettext(
        "连续两期达到、整个区间也在这一档，才称“绩效先锋”；"
        "去掉一个区域使前沿下降超过 %(limit)s，标为脆弱。"
    ) % {"limit": limit}
    if not held:
        return told
    return told + gettext("本期与 %(period)s 对照。") % {"period": held}
