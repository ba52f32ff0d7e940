"""The table of a column run as a file: every digit, and why a row is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.core.sheets import Sheet
from kam.people.policies import require
from kam.people.scopes import may
from kam.performance.pages.columns.above import unreached_words
from kam.performance.pages.columns.words import (
    aside_text,
    column_title,
    given_text,
    labels_of_run,
)
from kam.performance.pages.words import class_text
from kam.performance.queries.columns import column_rows_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.people.models import User
    from kam.performance.models import ColumnRow, ColumnRun


def column_run_sheet(user: User, run: ColumnRun) -> Sheet:
    """Return the territories by falling index, then what was set aside and why."""
    require(may(user, "column_run", "export"))
    labels, keys = labels_of_run(run), [*run.inputs, *run.outputs]
    titles = [column_title(key, labels) for key in keys]
    columns = [
        gettext("区域代码"),
        *titles,
        gettext("指数"),
        gettext("指数下限"),
        gettext("指数上限"),
        gettext("分档"),
        gettext("最好的名次"),
        gettext("最差的名次"),
        gettext("系数（φ、θ 或 β）"),
        gettext("校正后的指数"),
        gettext("偏差"),
        gettext("低效率"),
        *(gettext("%(column)s的目标") % {"column": title} for title in titles),
        *(gettext("%(column)s的松弛") % {"column": title} for title in titles),
        gettext("可学习的区域"),
        gettext("已核证"),
        gettext("没有指数的原因"),
        gettext("不参与原因"),
        gettext("期间"),
        gettext("合成数据"),
        gettext("给定的列"),
        gettext("超效率"),
    ]
    rows = _rows(user, run, keys)
    return Sheet(title=gettext("自选列计算"), columns=columns, rows=rows)


def _rows(user: User, run: ColumnRun, keys: Sequence[str]) -> Iterator[list[object]]:
    labels = labels_of_run(run)
    tail: list[object] = [run.period, labels.is_synthetic]
    tail += [given_text(run), run.is_above]
    rows = column_rows_for(user, run)
    names = dict(rows.values_list("territory_id", "name"))
    for row in rows.order_by("-score", "code", "id").iterator(500):
        unreached = unreached_words(row, run)
        yield [*_cells(row, keys, names), unreached, "", *tail]
    for left in run.dropped:
        blank: list[object] = [None] * (3 * len(keys) + 13)
        yield [left["code"], *blank, aside_text(left, labels), *tail]


def _cells(row: ColumnRow, keys: Sequence[str], names: dict[int, str]) -> list[object]:
    mix = (f"{names[peer['key']]} ({peer['weight']:.6g})" for peer in row.peers)
    return [
        row.code,
        *(row.figures.get(key) for key in keys),
        row.score,
        row.lower,
        row.upper,
        class_text(row.unit_class, is_named=False),
        row.first_place,
        row.last_place,
        row.value,
        row.corrected,
        row.bias,
        row.inefficiency,
        *(row.targets.get(key) for key in keys),
        *(row.slacks.get(key) for key in keys),
        gettext("、").join(mix),
        row.certified,
    ]
