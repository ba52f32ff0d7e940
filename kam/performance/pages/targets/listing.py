"""The targets of all territories in sight, as a list and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.core.paging import capped_count
from kam.core.sheets import Sheet
from kam.people.policies import require
from kam.people.scopes import may
from kam.performance.pages.targets.words import Result, result_of
from kam.performance.pages.words import column_text
from kam.performance.queries import page_of
from kam.performance.queries.targets import targets_matching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kam.core.paging import CappedCount, Page
    from kam.people.models import User
    from kam.performance.models import Target
    from kam.web.lists import ListState


@dataclass(frozen=True, kw_only=True)
class TargetLine:
    """One target in the list."""

    code: str
    set_name: str
    is_synthetic: bool
    period: str
    proposed: str
    agreed: str
    reason: str
    sold: str
    result: Result | None
    url: str


@dataclass(frozen=True, kw_only=True)
class TargetsPage:
    """The list of targets."""

    lines: list[TargetLine]
    page: Page
    count: CappedCount
    sort: str
    is_filtered: bool
    may_agree: bool
    import_url: str
    export_url: str


def targets_page(user: User, state: ListState) -> TargetsPage:
    """Read a page of targets."""
    rows = targets_matching(user, dict(state.filters))
    page = page_of(rows, state)
    figures = [one for row in page.rows for one in (row.proposed, row.figure, row.sold)]
    write = column_text(figures)
    may_agree = may(user, "target", "create")
    return TargetsPage(
        lines=[_line(row, write) for row in page.rows],
        page=page,
        count=capped_count(rows),
        sort=state.sort,
        is_filtered=state.is_filtered,
        may_agree=may_agree,
        import_url=_import_url() if may_agree and may(user, "import", "create") else "",
        export_url=reverse("performance:targets-export"),
    )


def _import_url() -> str:
    return f"{reverse('transfer:new')}?kind=targets"


def _line(row: Target, write: Callable[[float | None], str]) -> TargetLine:
    sold: float | None = row.sold  # type: ignore[attr-defined]
    return TargetLine(
        code=row.territory.code,
        set_name=row.comparison_set.name,
        is_synthetic=row.comparison_set.is_synthetic,
        period=row.period,
        proposed=write(row.proposed),
        agreed=write(row.figure),
        reason=_reason(row),
        sold=write(sold),
        result=result_of(row.figure, sold),
        url=reverse("performance:target", args=[row.pk]),
    )


def _reason(row: Target) -> str:
    if row.figure is None:
        return gettext("商定已撤销")
    return row.reason or gettext("按建议")


def targets_sheet(user: User, state: ListState) -> Sheet:
    """Return the targets of a list as a file, with every digit."""
    require(may(user, "target", "export"))
    heads = [
        gettext("比较组"),
        gettext("区域代码"),
        gettext("期间"),
        gettext("建议目标"),
        pgettext("target", "商定目标"),
        gettext("理由"),
        gettext("商定人"),
        gettext("实际销售"),
        gettext("结果"),
        gettext("合成数据"),
    ]
    rows = targets_matching(user, dict(state.filters)).order_by(*state.order)
    return Sheet(gettext("区域目标"), heads, _cells(rows.iterator(500)))


def _cells(rows: Iterator[Target]) -> Iterator[list[object]]:
    for row in rows:
        sold: float | None = row.sold  # type: ignore[attr-defined]
        result = result_of(row.figure, sold)
        yield [
            row.comparison_set.name,
            row.territory.code,
            row.period,
            row.proposed,
            row.figure,
            row.reason,
            row.agreed_by.name if row.agreed_by else "",
            sold,
            result.text if result else "",
            row.comparison_set.is_synthetic,
        ]
