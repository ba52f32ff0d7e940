"""What two periods come to together: sums, who came to the frontier, and the method."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

from kam.performance.pages.method import MethodNote
from kam.performance.pages.periods.words import change_text, direction
from kam.performance.pages.words import figure_text, sales_unit, share_text
from kam.performance.rules import FELL, ROSE, UNSURE
from kam.web.figures import Stat

if TYPE_CHECKING:
    from kam.performance.engine import Changed
    from kam.performance.rules import ChangeQuestion


@dataclass(frozen=True)
class Crossing:
    """Territories that came to the frontier, left it, or stayed; by their codes."""

    label: str
    codes: list[str]
    tone: str


def change_stats(question: ChangeQuestion, compared: Changed) -> list[Stat]:
    """Return the figures at the head of the page."""
    everybody = len(compared.rows) + len({one.left.key for one in compared.absent})
    told = [
        Stat(
            gettext("可比较区域"),
            f"{len(compared.rows)} / {everybody}",
            gettext("两期数据都齐全"),
        )
    ]
    if not compared.rows:
        return told
    told.append(_sales(question, compared))
    if not compared.line_after:
        return told
    caught = Counter(direction(row.catching_up) for row in compared.rows)
    shift = Counter(direction(row.shift) for row in compared.rows)
    return [
        *told,
        Stat(
            gettext("追赶（目标 1）"),
            gettext("%(n)s 个近了") % {"n": caught[ROSE]},
            gettext("%(fell)s 个远了 · %(unsure)s 个说不准")
            % {"fell": caught[FELL], "unsure": caught[UNSURE]},
        ),
        Stat(
            gettext("前沿移动（目标 2）"),
            gettext("%(n)s 处升了") % {"n": shift[ROSE]},
            gettext("%(fell)s 处降了 · %(unsure)s 处说不准")
            % {"fell": shift[FELL], "unsure": shift[UNSURE]},
        ),
    ]


def _sales(question: ChangeQuestion, compared: Changed) -> Stat:
    before = sum(row.before[1] for row in compared.rows)
    after = sum(row.after[1] for row in compared.rows)
    note = gettext("%(before)s → %(after)s %(unit)s") % {
        "before": figure_text(before),
        "after": figure_text(after),
        "unit": sales_unit(question.labels),
    }
    return Stat(gettext("销售合计"), change_text(after / before), note)


def entered(question: ChangeQuestion, compared: Changed) -> list[Crossing]:
    """Name who came to the frontier and who left it, by the index of the class."""
    limit = question.constants.frontier_at
    groups: dict[tuple[bool, bool], list[str]] = {}
    for row in compared.rows:
        if row.score_before is None or row.score_after is None:
            return []
        stood = row.score_before >= limit, row.score_after >= limit
        groups.setdefault(stood, []).append(row.code)
    return [
        Crossing(gettext("来到前沿"), groups.get((False, True), []), "good"),
        Crossing(gettext("离开前沿"), groups.get((True, False), []), "warn"),
        Crossing(gettext("两期都在前沿"), groups.get((True, True), []), "info"),
    ]


def change_notes(question: ChangeQuestion, compared: Changed) -> list[MethodNote]:
    """Return what a reader has to know."""
    chosen = question.constants
    if not compared.line_after:
        few = gettext(
            "两期都齐全的区域有 %(n)s 个；少于 %(fewest)s 个时不画前沿，不拆分。"
        )
        return [
            MethodNote(
                gettext("为什么没有拆分"),
                few % {"n": len(compared.rows), "fewest": chosen.fewest_units},
            )
        ]
    return [*_how(chosen.level, compared.draws), *_limits(chosen.frontier_at)]


def _how(level: float, draws: int) -> list[MethodNote]:
    sure = gettext(
        "两期各反复抽一部分区域重画前沿 %(draws)s 次，得到 %(level)s 的区间；"
        "整个区间在零的一边才说近了或远了，否则写“说不准”，也不排名次。"
    )
    return [
        MethodNote(
            gettext("怎样拆分"),
            gettext(
                "销售变化 = 追赶 × 前沿移动 × 潜力变化，正好相乘。"
                "追赶是 PF 指数变了多少；前沿移动是在这个区域的潜力上，前沿升降了多少；"
                "两者相乘是 Malmquist 指数。"
            ),
        ),
        MethodNote(
            gettext("有多确定"), sure % {"draws": draws, "level": share_text(level)}
        ),
    ]


def _limits(frontier_at: float) -> list[MethodNote]:
    return [
        MethodNote(
            gettext("谁画前沿"),
            gettext(
                "两条前沿都只由两期都齐全的区域画成，谁来了谁走了不会移动前沿；"
                "所以指数可能和单期的页面略有不同。指数 %(limit)s 起算在前沿。"
            )
            % {"limit": f"{frontier_at:.2f}"},
        ),
        MethodNote(
            gettext("不能说明"),
            gettext(
                "为什么变：竞争、政策、人员变动、偶然的好运都在里面；"
                "区间只含前沿画得准不准，不含销售数字本身的偶然。"
            ),
        ),
        MethodNote(
            pgettext("method", "用途"),
            gettext("只用于辅导和互相学习，不作排名、奖惩或任用的依据。"),
        ),
    ]
