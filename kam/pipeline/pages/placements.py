"""The list of accounts on the platforms, as a page and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.core.clock import today
from kam.core.paging import capped_count, paginate
from kam.core.sheets import Sheet
from kam.pipeline.pages import naming
from kam.pipeline.pages.platform import TONES, level_words
from kam.pipeline.pages.tabs import Tab, tabs
from kam.pipeline.queries.listing import every, next_step_of, with_next_step
from kam.pipeline.queries.platforms import (
    book_in_force,
    fences_of,
    in_band,
    placements_matching,
)
from kam.pipeline.terms import Platform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from kam.core.money import Money
    from kam.core.paging import CappedCount, Page
    from kam.people.models import User
    from kam.pipeline.models import Placement
    from kam.pipeline.queries.platforms import Book
    from kam.pipeline.rules.platforms.fence import Fence
    from kam.web.lists import ListState

WITH = ("account__owner", "lost_reason")


@dataclass(frozen=True)
class PlacementLine:
    """One account of the list."""

    account: str
    url: str
    platform: str
    tone: str
    level: str
    fence: str
    is_breaking: bool
    potential: Money | None
    next: naming.NextStep
    day: str
    revisit: str
    owner: str


@dataclass(frozen=True)
class PlacementListPage:
    """One page of accounts on the platforms."""

    tabs: list[Tab]
    lines: Sequence[PlacementLine]
    paging: Page
    count: CappedCount
    state: ListState


def placement_list_page(user: User, state: ListState) -> PlacementListPage:
    """Read one page of the list in a fixed number of statements."""
    day, book = today(user.time_zone), book_in_force()
    rows = _rows(user, state.filters, day, book)
    known = with_next_step(user, rows)
    page = paginate(known, order=state.order, cursor=state.cursor)
    shown = placements_matching(user, {}).filter(pk__in=[row.pk for row in page.rows])
    fences = fences_of(user, shown, day, book)
    return PlacementListPage(
        tabs=tabs("pipeline:placements"),
        lines=[_line(row, fences.get(row.account_id), day) for row in page.rows],
        paging=page,
        count=capped_count(rows),
        state=state,
    )


def _rows(
    user: User, filters: Mapping[str, Any], day: date, book: Book
) -> QuerySet[Placement]:
    rows = placements_matching(user, filters)
    if band := filters.get("band"):
        rows = in_band(user, rows, band, day, book)
    return rows.select_related(*WITH)


def _line(row: Placement, fence: Fence | None, day: date) -> PlacementLine:
    return PlacementLine(
        account=row.account.name,
        url=reverse("pipeline:platform", args=[row.account_id]),
        platform=str(Platform(row.platform).label),
        tone=TONES[Platform(row.platform)],
        level=level_words(row) or "—",
        fence=_score(row, fence),
        is_breaking=fence is not None and fence.is_breaking,
        potential=row.account.potential,
        next=naming.next_words(next_step_of(row), day),
        day=naming.day_or_dash(row.day),
        revisit=naming.day_or_dash(row.revisit_on),
        owner=_owner(row),
    )


def _score(row: Placement, fence: Fence | None) -> str:
    if row.platform != Platform.PURCHASE:
        return ""
    known = fence is not None and fence.score is not None
    return f"{fence.score:.0f}" if fence is not None and known else gettext("未定")


def _owner(row: Placement) -> str:
    owner = row.account.owner
    return owner.name if owner is not None else gettext("未分配")


def placement_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the accounts of the list, all pages of it."""
    day, book = today(user.time_zone), book_in_force()
    rows = _rows(user, state.filters, day, book)
    fences = fences_of(user, rows, day, book)
    return Sheet(
        title=gettext("平台名单"),
        columns=[
            pgettext("deal", "客户"),
            pgettext("platform", "平台"),
            gettext("规模"),
            gettext("可能性"),
            gettext("热情度"),
            gettext("围墙得分"),
            gettext("年潜力"),
            gettext("币种"),
            gettext("下一步"),
            gettext("从哪天起"),
            gettext("再看的日子"),
            gettext("负责人"),
        ],
        rows=_cells(every(with_next_step(user, rows), state.order), fences),
    )


def _cells(
    rows: Iterator[Placement], fences: Mapping[int, Fence]
) -> Iterator[Sequence[object]]:
    for row in rows:
        potential, fence = row.account.potential, fences.get(row.account_id)
        inside = row.platform == Platform.PURCHASE and fence is not None
        yield [
            row.account.name,
            str(Platform(row.platform).label),
            str(row.get_size_class_display()) if row.size_class else "",
            row.likelihood,
            row.warmth,
            fence.score if fence is not None and inside else None,
            potential.major if potential is not None else None,
            row.account.currency if potential is not None else "",
            next_step_of(row),
            row.day,
            row.revisit_on,
            _owner(row),
        ]
