"""An account plan as a report: its twelve sections, in the words of its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

from kam.desk.pages.papers.framing import frame
from kam.documents.rules.paper import (
    Block,
    Cell,
    Chart,
    ChartKind,
    Column,
    Document,
    Fact,
    Facts,
    Figure,
    Layout,
    Section,
    Series,
    Table,
    Text,
    Tone,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.blueprints.rules.composed import (
        ComposedChart,
        ComposedPlan,
        ComposedSection,
        ComposedTable,
    )
    from kam.people.models import User

FEW_BARS = 8
NARROWEST, WIDEST = 6, 26
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:\.\d+)?|-?\d+(?:\.\d+)?")
_AMOUNT = re.compile(r"[¥$€£]?\s*-?[\d,.]+\s*(?:%|[^\W\d]{1,2})?|—|")


def book_paper(user: User, plan: ComposedPlan) -> Document:
    """Return the report of an account plan."""
    return Document(
        kind=gettext("客户计划书"),
        title=plan.title,
        layout=Layout.REPORT,
        subtitle=_standing(plan),
        facts=tuple(_facts(plan)),
        sections=tuple(_section(part) for part in plan.sections),
        source=gettext("来源：绩效先锋里的记录"),
        **frame(user),
    )


def _standing(plan: ComposedPlan) -> str:
    told = [plan.state_words]
    if plan.version:
        told.append(gettext("第 %(n)s 版") % {"n": plan.version})
    return " · ".join(told)


def _facts(plan: ComposedPlan) -> list[Fact]:
    told = (
        (pgettext("noun", "客户"), plan.account),
        (gettext("负责人"), plan.owner),
        (pgettext("noun", "团队"), plan.team),
        (gettext("批准日期"), plan.approved),
        (gettext("下次评审"), plan.next_review),
    )
    return [Fact(label, value) for label, value in told if value]


def _section(part: ComposedSection) -> Section:
    blocks: list[Block] = [Text(part.text)] if part.text else []
    known = tuple(Fact(one.label, one.value) for one in part.facts if one.is_known)
    if known:
        blocks.append(Facts(known))
    blocks += [_chart(one) for one in part.charts]
    blocks += [_table(one) for one in part.tables if one.rows]
    if not blocks:
        blocks.append(Text(gettext("这一节还没有内容。"), Tone.MUTED))
    return Section(part.title, tuple(blocks), number=str(part.number))


def _chart(one: ComposedChart) -> Chart:
    few = len(one.categories) <= FEW_BARS
    return Chart(
        ChartKind.BAR if few else ChartKind.LINE,
        one.title,
        one.categories,
        tuple(Series(row.name, row.values) for row in one.series),
        unit=one.unit,
    )


def _table(one: ComposedTable) -> Table:
    """Return a table whose columns are as wide as what stands in them."""
    columns = tuple(
        _column(title, [row[at] for row in one.rows])
        for at, title in enumerate(one.columns)
    )
    rows = tuple(tuple(_cell(cell) for cell in row) for row in one.rows)
    return Table(one.title, columns, rows)


def _column(title: str, cells: Sequence[str]) -> Column:
    longest = max((len(cell) for cell in (title, *cells)), default=NARROWEST)
    width = float(min(WIDEST, max(NARROWEST, longest)))
    amounts = all(_AMOUNT.fullmatch(cell) for cell in cells)
    return Column(title, width, is_number=amounts and _has_digit(cells))


def _has_digit(cells: Sequence[str]) -> bool:
    return any(one.isdigit() for cell in cells for one in cell)


def _cell(text: str) -> Cell:
    """Return a plain number as a number, so that a workbook can reckon with it."""
    if not _NUMBER.fullmatch(text):
        return text
    return Figure(float(text.replace(",", "")), text, "#,##0.##")
