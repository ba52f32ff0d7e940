"""Two lines, and an arrow from where each territory stood to where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.performance.pages.chart import TABLE, labelled, short
from kam.performance.pages.periods.words import change_text
from kam.performance.pages.words import figure_text, with_unit
from kam.web.plot import Arrow, Mark, Scatter, Titles, arrow_between, sheet_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.engine import Changed, TerritoryChange
    from kam.performance.rules import ChangeQuestion, Labels
    from kam.web.plot import Sheet

MOST_ARROWS = 300


def moves_chart(
    name: str,
    question: ChangeQuestion,
    compared: Changed,
    shown: Sequence[TerritoryChange],
    selected: int | None,
) -> Scatter:
    """Draw both lines and the ways of the territories that are shown."""
    ends = [end for row in shown for end in (row.before, row.after)]
    lines = [*compared.line_before, *compared.line_after]
    sheet = sheet_for(
        max((x for x, _y in [*ends, *lines]), default=1.0),
        max((y for _x, y in [*ends, *lines]), default=1.0),
    )
    # The one that is looked at comes first, so that it keeps its label.
    ranked = sorted(shown, key=lambda row: row.key != selected)[:MOST_ARROWS]
    marks = [_mark(sheet, row, question.labels, selected) for row in ranked]
    return Scatter(
        titles=_titles(name, question),
        left=sheet.left,
        x_ticks=sheet.x_ticks,
        y_ticks=sheet.y_ticks,
        points=labelled(marks, sheet, compared.line_after, None),
        line=sheet.trace(compared.line_after),
        before=sheet.trace(compared.line_before),
        arrows=tuple(_arrow(sheet, row, selected) for row in reversed(ranked)),
        table=TABLE,
    )


def _titles(name: str, question: ChangeQuestion) -> Titles:
    labels = question.labels
    told = gettext("%(earlier)s 和 %(later)s 的前沿，各区域从前一期到后一期的移动")
    return Titles(
        x=with_unit(labels.potential, labels.potential_unit),
        y=with_unit(labels.sales, labels.sales_unit),
        label=told % {"earlier": question.earlier.name, "later": question.later.name},
        name=name,
    )


def _arrow(sheet: Sheet, row: TerritoryChange, selected: int | None) -> Arrow:
    kind = "is-selected" if row.key == selected else ""
    return arrow_between(sheet.place(*row.before), sheet.place(*row.after), kind)


def _mark(
    sheet: Sheet, row: TerritoryChange, labels: Labels, selected: int | None
) -> Mark:
    x, y = sheet.place(*row.after)
    return Mark(
        x=x,
        y=y,
        kind="own" if row.key == selected else "",
        unit=str(row.key),
        value_x=repr(row.after[0]),
        value_y=repr(row.after[1]),
        detail=_detail(row, labels),
        selected=row.key == selected,
        text=short(row.code),
    )


def _detail(row: TerritoryChange, labels: Labels) -> str:
    told = gettext("%(code)s：%(name)s %(before)s → %(after)s（%(change)s）")
    return told % {
        "code": row.code,
        "name": gettext(labels.sales),
        "before": figure_text(row.before[1]),
        "after": figure_text(row.after[1]),
        "change": change_text(row.growth),
    }
