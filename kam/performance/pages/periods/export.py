"""A comparison of two periods as a file: every digit, no row a reader may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.core.sheets import Sheet
from kam.performance import engine
from kam.performance.pages.periods.words import absence_text, caught_text
from kam.performance.pages.words import with_unit
from kam.performance.queries import (
    change_question,
    periods_for,
    units_read_by,
)
from kam.performance.rules import full_pair_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kam.people.models import User
    from kam.performance.engine import Part, TerritoryChange
    from kam.performance.models import ComparisonSet
    from kam.performance.rules import ChangeQuestion, Labels


def periods_sheet(
    user: User, comparison_set: ComparisonSet, asked: Mapping[str, object]
) -> Sheet:
    """Return the rows by code, then who could not be compared and why."""
    pair = full_pair_of(
        periods_for(user, comparison_set),
        earlier=str(asked.get("from") or ""),
        later=str(asked.get("to") or ""),
    )
    question = change_question(comparison_set, *pair)
    return Sheet(
        title=gettext("两期对比"),
        columns=_heads(question.labels),
        rows=_rows(question, units_read_by(user, comparison_set)),
    )


def _heads(labels: Labels) -> list[str]:
    potential = with_unit(labels.potential, labels.potential_unit)
    sales = with_unit(labels.sales, labels.sales_unit)
    first, last = gettext("前一期"), gettext("后一期")
    return [
        gettext("区域代码"),
        f"{potential} {first}",
        f"{potential} {last}",
        f"{sales} {first}",
        f"{sales} {last}",
        gettext("销售变化（倍）"),
        gettext("追赶（倍）"),
        gettext("追赶下限"),
        gettext("追赶上限"),
        gettext("前沿移动（倍）"),
        gettext("前沿移动下限"),
        gettext("前沿移动上限"),
        gettext("潜力变化（倍）"),
        gettext("Malmquist 指数"),
        gettext("PF 指数") + f" {first}",
        gettext("PF 指数") + f" {last}",
        gettext("离前沿"),
        gettext("不能比较的原因"),
        first,
        last,
        gettext("合成数据"),
    ]


def _rows(
    question: ChangeQuestion, read: frozenset[int] | None
) -> Iterator[list[object]]:
    names = question.earlier.name, question.later.name
    compared = engine.change_between(question)
    tail: list[object] = [*names, question.labels.is_synthetic]
    for row in compared.rows:
        if read is None or row.key in read:
            yield [*_cells(row), "", *tail]
    for one in compared.absent:
        if read is None or one.left.key in read:
            blank: list[object] = [None] * 16
            yield [one.left.code, *blank, absence_text(one, *names), *tail]


def _cells(row: TerritoryChange) -> list[object]:
    return [
        row.code,
        row.before[0],
        row.after[0],
        row.before[1],
        row.after[1],
        row.growth,
        *_part(row.catching_up),
        *_part(row.shift),
        row.potential_part,
        row.index,
        row.score_before,
        row.score_after,
        caught_text(row.catching_up) if row.catching_up else "",
    ]


def _part(part: Part | None) -> list[object]:
    return [part.value, part.lower, part.upper] if part else [None, None, None]
