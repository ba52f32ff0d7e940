"""One territory in two periods: its row, its card, or why it has neither."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.performance.pages.card import Fact
from kam.performance.pages.periods.words import (
    absence_text,
    caught_text,
    change_text,
    span_text,
    tone_of,
)
from kam.performance.pages.words import figure_text, score_text, share_text, with_unit

if TYPE_CHECKING:
    from collections.abc import Collection

    from kam.performance.engine import Changed, Part, TerritoryChange
    from kam.performance.rules import ChangeQuestion


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """One territory in the table."""

    key: int
    code: str
    growth: str
    caught: str
    caught_span: str
    shift: str
    shift_span: str
    rest: str
    score_before: str
    score_after: str
    told: str
    tone: str
    is_selected: bool


@dataclass(frozen=True, kw_only=True)
class ChangeCard:
    """One territory with its figures and what its change is made of."""

    key: int
    code: str
    figures: str
    told: str
    tone: str
    facts: list[Fact]
    sentence: str


@dataclass(frozen=True)
class AbsentLine:
    """One territory that cannot be compared, and why."""

    code: str
    reasons: list[str]


def line_of_change(row: TerritoryChange, chosen: int | None) -> ChangeLine:
    """Write one row of the table."""
    has_parts = row.catching_up is not None
    return ChangeLine(
        key=row.key,
        code=row.code,
        growth=change_text(row.growth),
        caught=change_text(_value(row.catching_up)),
        caught_span=span_text(row.catching_up),
        shift=change_text(_value(row.shift)),
        shift_span=span_text(row.shift),
        rest=change_text(row.potential_part),
        score_before=score_text(row.score_before),
        score_after=score_text(row.score_after),
        told=caught_text(row.catching_up) if has_parts else "",
        tone=tone_of(row.catching_up),
        is_selected=row.key == chosen,
    )


def _value(part: Part | None) -> float | None:
    return part.value if part else None


def card_of_change(
    row: TerritoryChange, question: ChangeQuestion, compared: Changed
) -> ChangeCard:
    """Lay out one territory."""
    labels = question.labels
    has_parts = bool(compared.line_after)
    return ChangeCard(
        key=row.key,
        code=row.code,
        figures=gettext("%(name)s %(before)s → %(after)s")
        % {
            "name": with_unit(labels.sales, labels.sales_unit),
            "before": figure_text(row.before[1]),
            "after": figure_text(row.after[1]),
        },
        told=caught_text(row.catching_up) if has_parts else "",
        tone=tone_of(row.catching_up),
        facts=_facts(row, question) if has_parts else [],
        sentence=_sentence(row, has_parts=has_parts),
    )


def _facts(row: TerritoryChange, question: ChangeQuestion) -> list[Fact]:
    labels = question.labels
    index = gettext("PF 指数 %(before)s → %(after)s") % {
        "before": score_text(row.score_before),
        "after": score_text(row.score_after),
    }
    potential = gettext("%(name)s %(before)s → %(after)s") % {
        "name": gettext(labels.potential),
        "before": figure_text(row.before[0]),
        "after": figure_text(row.after[0]),
    }
    level = question.constants.level
    return [
        Fact(gettext("销售变化"), change_text(row.growth), gettext("下面三项相乘")),
        Fact(
            gettext("追赶"),
            change_text(_value(row.catching_up)),
            _noted(index, row.catching_up, level),
        ),
        Fact(
            gettext("前沿移动"),
            change_text(_value(row.shift)),
            _noted(gettext("同样潜力下的最好水平"), row.shift, level),
        ),
        Fact(gettext("潜力变化"), change_text(row.potential_part), potential),
    ]


def _noted(text: str, part: Part | None, level: float) -> str:
    span = span_text(part)
    if not span:
        return text
    told = gettext("%(text)s · %(level)s 的把握在 %(span)s")
    return told % {"text": text, "level": share_text(level), "span": span}


def _sentence(row: TerritoryChange, *, has_parts: bool) -> str:
    if not has_parts:
        return gettext("两期都齐全的区域太少，只看得出销售变了多少。")
    if row.shift is None:
        return gettext(
            "另一期没有潜力这样小的区域，看不出这里的前沿移动了多少；追赶仍可比较。"
        )
    return ""


def absent_lines(
    question: ChangeQuestion, compared: Changed, read: Collection[int] | None
) -> list[AbsentLine]:
    """List who cannot be compared, each with everything that stands in the way."""
    names = question.earlier.name, question.later.name
    known = [one for one in compared.absent if read is None or one.left.key in read]
    return [
        AbsentLine(code, [absence_text(one, *names) for one in group])
        for (code, _key), group in groupby(
            known, key=lambda one: (one.left.code, one.left.key)
        )
    ]
