"""The table of a run as a file: every digit, and no row the reader may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

from kam.core.sheets import Sheet
from kam.performance.pages.split_columns import SplitColumns, split_columns
from kam.performance.pages.targets.panel import RunTargets
from kam.performance.pages.targets.words import result_of
from kam.performance.pages.words import class_text, reason_text, with_unit
from kam.performance.queries import rows_for
from kam.performance.querysets import sees_all_units
from kam.performance.rules import Labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kam.people.models import User
    from kam.performance.models import FrontierRow, FrontierRun


def run_sheet(user: User, run: FrontierRun) -> Sheet:
    """Return the rows of a run by falling index, then what was left out and why."""
    labels = Labels(**run.parameters["labels"])
    sales = with_unit(labels.sales, labels.sales_unit)
    columns = [
        gettext("区域代码"),
        with_unit(labels.potential, labels.potential_unit),
        sales,
        gettext("前沿"),
        gettext("PF 指数"),
        gettext("差距"),
        gettext("分档"),
        gettext("目标"),
        gettext("可学习的区域"),
        gettext("已核证"),
        gettext("去掉它前沿下降"),
        gettext("指数下限"),
        gettext("指数上限"),
        gettext("不参与原因"),
        gettext("期间"),
        gettext("合成数据"),
        pgettext("method", "用途"),
        gettext("目标期间"),
        pgettext("target", "商定目标"),
        gettext("理由"),
        gettext("本期商定目标"),
        gettext("结果"),
    ]
    splits = split_columns(user, run)
    return Sheet(
        title=gettext("绩效前沿"),
        columns=[*columns, *splits.heads],
        rows=_rows(user, run, splits),
    )


def _rows(user: User, run: FrontierRun, splits: SplitColumns) -> Iterator[list[object]]:
    labels = Labels(**run.parameters["labels"])
    purpose = gettext("用于辅导，不作奖惩依据")
    tail: list[object] = [run.period, labels.is_synthetic, purpose]
    targets = RunTargets(user, run)
    for row in rows_for(user, run).order_by("-score", "code", "id").iterator(500):
        beside = [*_targets(row, targets), *splits.cells(row.territory_id)]
        yield [*_cells(row), "", *tail, *beside]
    if not sees_all_units(user):
        return
    for left in run.dropped:
        reason = reason_text(left["reason"], left["text"])
        blank: list[object] = [None] * 10
        known = [left["code"], left["potential"], left["sales"]]
        yield [*known, *blank, reason, *tail, *[None] * 5, *splits.cells(None)]


def _cells(row: FrontierRow) -> list[object]:
    return [
        row.code,
        row.potential,
        row.sales,
        row.frontier,
        row.score,
        row.gap,
        _class_words(row),
        row.goal,
        gettext("、").join(_peer_text(peer) for peer in row.peers),
        row.certified,
        row.fragility,
        row.lower,
        row.upper,
    ]


def _class_words(row: FrontierRow) -> str:
    if row.waits_for_interval:
        return gettext("两期在前沿，区间尚不能定")
    return class_text(row.shown_class, is_named=row.is_named)


def _targets(row: FrontierRow, targets: RunTargets) -> list[object]:
    """Return what was agreed for the next period, and what became of this one's."""
    due, past = targets.due(row.territory_id), targets.past(row.territory_id)
    result = result_of(past.figure, row.sales) if past else None
    return [
        targets.next,
        due.figure if due else None,
        due.reason if due else "",
        past.figure if past else None,
        result.text if result else "",
    ]


def _peer_text(peer: dict[str, object]) -> str:
    return f"{peer['code']} ({float(str(peer['score'])):.2f})"
