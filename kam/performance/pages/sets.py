"""Comparison sets and their figures, as lists and as forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.paging import capped_count
from kam.core.sheets import Sheet
from kam.people.policies import require
from kam.people.scopes import may
from kam.performance.pages.choice import frontier_url
from kam.performance.pages.columns.links import columns_url
from kam.performance.pages.frontier import import_url
from kam.performance.pages.words import column_text, figure_text, usual_text, with_unit
from kam.performance.policies import may_change_set, may_write_figure
from kam.performance.queries import (
    figures_matching,
    page_of,
    sets_matching,
    sums_of,
)
from kam.performance.terms import Method

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kam.core.paging import CappedCount, Page
    from kam.people.models import User
    from kam.performance.models import ComparisonSet, Figure
    from kam.web.lists import ListState

EVERY_PERIOD = "all"


@dataclass(frozen=True)
class SetLine:
    """One set in the list."""

    name: str
    url: str
    team: str
    newest: str
    territories: int
    periods: int
    is_synthetic: bool
    run_url: str


@dataclass(frozen=True, kw_only=True)
class SetsPage:
    """The list of sets."""

    lines: list[SetLine]
    page: Page
    count: CappedCount
    sort: str
    is_filtered: bool
    may_create: bool
    import_url: str


def sets_page(user: User, state: ListState) -> SetsPage:
    """Read a page of sets."""
    rows = sets_matching(user, dict(state.filters))
    page = page_of(rows, state)
    sums = sums_of(user, [row.pk for row in page.rows])
    lines = [
        SetLine(
            name=row.name,
            url=reverse("performance:set", args=[row.pk]),
            team=row.team.name,
            newest=sums[row.pk].newest,
            territories=sums[row.pk].territories,
            periods=len(sums[row.pk].periods),
            is_synthetic=row.is_synthetic,
            run_url=_run_url(sums[row.pk].run_id),
        )
        for row in page.rows
    ]
    return SetsPage(
        lines=lines,
        page=page,
        count=capped_count(rows),
        sort=state.sort,
        is_filtered=state.is_filtered,
        may_create=may(user, "comparison_set", "create"),
        import_url=import_url(),
    )


def _run_url(run_id: int | None) -> str:
    return reverse("performance:run", args=[run_id]) if run_id else ""


@dataclass(frozen=True)
class Fact:
    """One fact of a set."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class FigureLine:
    """The figures of one territory in one period."""

    code: str
    name: str
    period: str
    potential: str
    sales: str
    further: list[tuple[str, str]]
    exclusion: str
    url: str


@dataclass(frozen=True, kw_only=True)
class SetPage:
    """One set with a page of its figures."""

    comparison_set: ComparisonSet
    facts: list[Fact]
    columns: list[str]
    lines: list[FigureLine]
    page: Page
    count: CappedCount
    sort: str
    is_filtered: bool
    may_change: bool
    may_write: bool
    import_url: str
    frontier_url: str
    columns_url: str
    export_url: str


def set_page(
    user: User,
    comparison_set: ComparisonSet,
    state: ListState,
    periods: Sequence[str],
) -> SetPage:
    """Read a set and a page of its figures."""
    rows = figures_matching(user, comparison_set, chosen_filters(state, periods))
    page = page_of(rows, state)
    columns = further_columns(page.rows)
    may_write = may_write_figure(user, "change", comparison_set, comparison_set.team_id)
    period = str(chosen_filters(state, periods)["period"]) or next(iter(periods), "")
    return SetPage(
        comparison_set=comparison_set,
        facts=_facts(comparison_set, periods),
        columns=[usual_text(name) for name in columns],
        lines=_lines(page.rows, columns, may_write=may_write),
        page=page,
        count=capped_count(rows),
        sort=state.sort,
        is_filtered=state.is_filtered,
        may_change=may_change_set(user, comparison_set),
        may_write=may_write,
        import_url=import_url(),
        frontier_url=frontier_url(comparison_set.pk, period, Method.DEA_VRS.value)
        if period
        else "",
        columns_url=columns_url(user, comparison_set.pk) if period else "",
        export_url=reverse("performance:set-export", args=[comparison_set.pk])
        if may(user, "figure", "export")
        else "",
    )


def chosen_filters(state: ListState, periods: Sequence[str]) -> dict[str, object]:
    """Return the filters of a list of figures: the newest period unless asked."""
    asked = state.filters.get("period") or next(iter(periods), "")
    return {**state.filters, "period": "" if asked == EVERY_PERIOD else asked}


def further_columns(rows: Iterable[Figure]) -> list[str]:
    """Return the names of the further columns, in the order they are first met."""
    return list(dict.fromkeys(name for row in rows for name in row.further))


def _facts(comparison_set: ComparisonSet, periods: Sequence[str]) -> list[Fact]:
    row = comparison_set
    return [
        Fact(gettext("团队"), row.team.name),
        Fact(gettext("潜力"), with_unit(row.potential_label, row.potential_unit)),
        Fact(gettext("销售"), with_unit(row.sales_label, row.sales_unit)),
        Fact(gettext("期间"), str(len(periods)), gettext("、").join(periods[:4])),
        Fact(gettext("来源"), row.note or "—"),
    ]


def _lines(
    rows: Sequence[Figure], columns: Sequence[str], *, may_write: bool
) -> list[FigureLine]:
    potential = column_text(row.potential for row in rows)
    sales = column_text(row.sales for row in rows)
    further = {
        name: column_text(row.further.get(name) for row in rows) for name in columns
    }
    return [
        FigureLine(
            code=row.territory.code,
            name=row.territory.name,
            period=row.period,
            potential=potential(row.potential),
            sales=sales(row.sales),
            further=[
                (usual_text(n), write(row.further.get(n)))
                for n, write in further.items()
            ],
            exclusion=row.exclusion,
            url=reverse("performance:figure", args=[row.pk]) if may_write else "",
        )
        for row in rows
    ]


@dataclass(frozen=True)
class FigurePage:
    """The form over the figures of one territory."""

    figure: Figure
    potential: str
    sales: str
    further: list[tuple[str, str]]


def figure_page(figure: Figure) -> FigurePage:
    """Read what the form shows beside its fields."""
    row = figure.comparison_set
    return FigurePage(
        figure=figure,
        potential=with_unit(row.potential_label, row.potential_unit),
        sales=with_unit(row.sales_label, row.sales_unit),
        further=[
            (usual_text(name), figure_text(value))
            for name, value in figure.further.items()
        ],
    )


def figures_sheet(
    user: User, comparison_set: ComparisonSet, filters: dict[str, object]
) -> Sheet:
    """Return the figures of a list as a file, with every digit."""
    require(may(user, "figure", "export"))
    rows = figures_matching(user, comparison_set, filters)
    columns = further_columns(rows.only("further", "territory_id"))
    heads = [
        gettext("期间"),
        gettext("区域代码"),
        gettext("区域名称"),
        gettext("潜力"),
        gettext("销售"),
        gettext("不参与原因"),
        *columns,
    ]
    return Sheet(comparison_set.name, heads, _cells(rows, columns))


def _cells(rows: Iterable[Figure], columns: Sequence[str]) -> Iterator[list[object]]:
    for row in rows:
        yield [
            row.period,
            row.territory.code,
            row.territory.name,
            row.potential,
            row.sales,
            row.exclusion,
            *(row.further.get(name) for name in columns),
        ]
