"""Targets in words: what was proposed, agreed and reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, pgettext

from kam.performance.pages.words import PLAIN, share_text
from kam.performance.rules.targets import FAR_ABOVE, is_far_above, is_proposed, reached

if TYPE_CHECKING:
    from kam.performance.models import FrontierRow, Target


@dataclass(frozen=True)
class Result:
    """What became of a target."""

    text: str
    tone: str
    note: str = ""


def result_of(
    figure: float | None, sold: float | None, write: Any = PLAIN.sales
) -> Result | None:
    """Say whether a target was reached; nothing where none was agreed."""
    if figure is None:
        return None
    if sold is None:
        return Result(gettext("还没有这一期的销售"), "dashed")
    share = share_text(sold / figure)
    note = gettext("完成 %(share)s") % {"share": share}
    if reached(figure, sold):
        return Result(pgettext("target", "达到"), "good", note)
    told = gettext("还差 %(gap)s") % {"gap": write(figure - sold)}
    return Result(told, "warn", note)


def moved_text(target: Target, row: FrontierRow, write: Any = PLAIN.sales) -> str:
    """Say that a newer run proposes another figure; the agreed one stays."""
    same = target.run.method == row.run.method
    if not same or target.figure is None or row.run_id == target.run_id:
        return ""
    if row.goal is None:
        return "" if target.proposed is None else gettext("新的计算不再有建议")
    if is_proposed(row.goal, target.proposed):
        return ""
    told = gettext("建议已变：商定时 %(was)s，现在 %(now)s；商定的目标不变")
    return told % {"was": write(target.proposed), "now": write(row.goal)}


def warning_text(figure: float | None, frontier: float | None) -> str:
    """Warn of a target far above all that was reached at such a potential."""
    if figure is None or not is_far_above(figure, frontier):
        return ""
    told = gettext(
        "高于前沿的 %(times)s 倍：同样的潜力还没有区域做到过，请确认数字和单位"
    )
    return told % {"times": f"{FAR_ABOVE:g}"}
