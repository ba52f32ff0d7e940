"""Super-efficiency in words: who leads, by how much, and whom nobody can reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

from kam.performance.pages.card import Fact
from kam.performance.pages.words import score_text, share_text, with_minus

if TYPE_CHECKING:
    from kam.performance.models import ColumnRow, ColumnRun

LEVEL = 1.0


def is_out_of_reach(row: ColumnRow, run: ColumnRun) -> bool:
    """Say whether none of the others can follow where a territory stands."""
    return run.is_above and row.score is None and row.name in run.out_of_reach


def leads(row: ColumnRow, run: ColumnRun) -> bool:
    """Say whether a territory, left out of its own comparison, is not surpassed."""
    return is_out_of_reach(row, run) or (row.score is not None and row.score >= LEVEL)


def index_text(row: ColumnRow, run: ColumnRun) -> str:
    """Write an index, or that it has no bound."""
    if is_out_of_reach(row, run):
        return pgettext("index", "没有上限")
    return score_text(row.score)


def unreached_words(row: ColumnRow, run: ColumnRun) -> str:
    """Say why a territory that nobody can reach has no index; empty for others."""
    if not is_out_of_reach(row, run):
        return ""
    return gettext("其余区域谁也够不到它：超效率没有上限，所以不写指数。")


def above_facts(row: ColumnRow) -> list[Fact]:
    """Say what the others would need, or could do, where this territory stands."""
    if row.value is None or row.score is None:
        return []
    if row.factor == "phi":
        told = gettext("同样的投入，其余区域能做到现产出的几倍")
        return [Fact(gettext("产出倍数"), f"{row.value:.3g}", told)]
    if row.factor == "theta":
        told = gettext("同样的产出，其余区域要用现投入的几成")
        return [Fact(gettext("投入比例"), share_text(row.value), told)]
    told = gettext("要少用多少、多做多少才到其余区域的前沿；负数是领先的部分")
    return [Fact(gettext("两边的距离"), with_minus(share_text(row.value)), told)]
