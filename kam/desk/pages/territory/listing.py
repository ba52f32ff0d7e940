"""The territories in sight, each with how it stands and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kam.core.clock import today
from kam.core.paging import capped_count, paginate
from kam.core.sheets import Sheet
from kam.desk.pages.territory.one import holder_name
from kam.desk.queries.territory import counts_of, territories_in_sight
from kam.people.policies import require
from kam.people.queries import holders_now
from kam.people.scopes import may
from kam.performance.pages.targets.words import Result, result_of
from kam.performance.pages.words import (
    class_text,
    class_tone,
    figure_text,
    interval_text,
    score_text,
)
from kam.performance.queries.standing import newest_rows, newest_targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.core.paging import CappedCount, Page
    from kam.people.models import Territory, User
    from kam.performance.models import FrontierRow, Target
    from kam.web.lists import ListState

CHUNK = 200


@dataclass(frozen=True, kw_only=True)
class TerritoryLine:
    """One territory in the list."""

    title: str
    url: str
    team: str
    holder: str
    period: str
    index: str
    interval: str
    class_text: str
    class_tone: str
    target: str
    target_period: str
    result: Result | None
    accounts: int
    below: int


@dataclass(frozen=True, kw_only=True)
class TerritoriesPage:
    """The list of territories."""

    lines: list[TerritoryLine]
    page: Page
    count: CappedCount
    sort: str
    is_filtered: bool
    may_export: bool


def territories_page(user: User, state: ListState) -> TerritoriesPage:
    """Read a page of territories, by code: no ranking."""
    rows = territories_in_sight(user, (state.filters.get("q") or "").strip())
    page = paginate(rows, order=state.order, cursor=state.cursor, size=50)
    return TerritoriesPage(
        lines=_lines(user, page.rows),
        page=page,
        count=capped_count(rows),
        sort=state.sort,
        is_filtered=state.is_filtered,
        may_export=may(user, "figure", "export"),
    )


def _lines(user: User, rows: Sequence[Territory]) -> list[TerritoryLine]:
    keys = [row.pk for row in rows]
    held = holders_now(keys, user)
    names = {pk: holder_name(user, one.user.name) for pk, one in held.items()}
    standing, targets = newest_rows(user, keys), newest_targets(user, keys)
    counts = counts_of(user, keys, today(user.time_zone))
    return [
        _line(
            row,
            names.get(row.pk, ""),
            standing.get(row.pk),
            targets.get(row.pk),
            counts[row.pk],
        )
        for row in rows
    ]


def _line(
    row: Territory,
    holder: str,
    stands: FrontierRow | None,
    target: Target | None,
    counts: tuple[int, int],
) -> TerritoryLine:
    shown, named = (stands.shown_class, stands.is_named) if stands else ("", False)
    sold: float | None = getattr(target, "sold", None)
    return TerritoryLine(
        title=str(row),
        url=reverse("desk:territory", args=[row.pk]),
        team=row.team.name,
        holder=holder,
        period=stands.run.period if stands else "",
        index=score_text(stands.score if stands else None),
        interval=interval_text(stands.lower, stands.upper) if stands else "",
        class_text=class_text(shown, is_named=named),
        class_tone=class_tone(shown, is_named=named),
        target=figure_text(target.figure if target else None),
        target_period=target.period if target else "",
        result=result_of(target.figure, sold) if target else None,
        accounts=counts[0],
        below=counts[1],
    )


def territories_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the listed territories as a file."""
    require(may(user, "figure", "export"))
    heads = [
        pgettext("noun", "区域"),
        _("团队"),
        _("负责人"),
        _("期间"),
        _("PF 指数"),
        _("区间"),
        _("分档"),
        _("目标期间"),
        pgettext("target", "商定目标"),
        _("结果"),
        pgettext("list", "客户"),
        _("低于频率"),
    ]
    found = territories_in_sight(user, (state.filters.get("q") or "").strip())
    rows = list(found.order_by(*state.order))
    return Sheet(_("微观市场营销"), heads, _cells(user, rows))


def _cells(user: User, rows: Sequence[Territory]) -> Iterator[list[object]]:
    for start in range(0, len(rows), CHUNK):
        for line in _lines(user, rows[start : start + CHUNK]):
            yield [
                line.title,
                line.team,
                line.holder,
                line.period,
                line.index,
                line.interval,
                line.class_text,
                line.target_period,
                line.target,
                line.result.text if line.result else "",
                line.accounts,
                line.below,
            ]
