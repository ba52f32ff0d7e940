"""An account plan as a report: its twelve sections, in the words of its page."""

from __future__ import annotations

import re
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

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
# In letters: of a column, and of the page between its margins.
NARROWEST, WIDEST, EDGES, LONGEST_DAY, ROOM = 6, 24, 1, 17, 80
LONGEST_HEAD = 10
_WORD = re.compile(r"[^\s\u2e80-\uffef]+")
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
    cells = [[row[at] for row in one.rows] for at in range(len(one.columns))]
    wide = _widths(
        [_bounds(*column) for column in zip(one.columns, cells, strict=True)]
    )
    columns = tuple(
        Column(title, width, is_number=_is_amount(column))
        for title, width, column in zip(one.columns, wide, cells, strict=True)
    )
    rows = tuple(tuple(_cell(cell) for cell in row) for row in one.rows)
    return Table(one.title, columns, rows)


def _widths(bounds: Sequence[tuple[int, int]]) -> list[float]:
    """Return what columns get of the room: the least of each, the rest by wish.

    `bounds` are the least and the wish of each, in letters.
    """
    least = sum(low + EDGES for low, _high in bounds)
    wished = sum(high - low for low, high in bounds)
    share = min(1.0, max(0.0, (ROOM - least) / wished)) if wished else 0.0
    return [low + (high - low) * share + EDGES for low, high in bounds]


def _bounds(title: str, cells: Sequence[str]) -> tuple[int, int]:
    """Return how narrow a column may be, so that no word breaks, and how wide."""
    # A head is set in bold, which takes more room.
    head = max(min(_breadth(title), LONGEST_HEAD), _unbroken(title) + 1)
    least = max(NARROWEST, head, *(_unbroken(text) for text in (title, *cells)))
    return least, max(least, min(WIDEST, max(map(_breadth, cells), default=0)))


def _unbroken(text: str) -> int:
    """Return the breadth of what stands in one line: a day, an amount, a word."""
    if _has_digit([text]) and _breadth(text) <= LONGEST_DAY:
        return _breadth(text)
    return max((len(word) for word in _WORD.findall(text)), default=0)


def _is_amount(cells: Sequence[str]) -> bool:
    return all(_AMOUNT.fullmatch(cell) for cell in cells) and _has_digit(cells)


def _breadth(text: str) -> int:
    """Return how broad a text is set: a Chinese character takes two letters' room.

    Between such a one and a digit the press leaves half a letter.
    """
    wide = [east_asian_width(letter) in "WF" for letter in text]
    return len(text) + sum(wide) + ceil(sum(a != b for a, b in pairwise(wide)) / 2)


def _has_digit(cells: Sequence[str]) -> bool:
    return any(one.isdigit() for cell in cells for one in cell)


def _cell(text: str) -> Cell:
    """Return a plain number as a number, so that a workbook can reckon with it."""
    if not _NUMBER.fullmatch(text):
        return text
    return Figure(float(text.replace(",", "")), text, "#,##0.##")
