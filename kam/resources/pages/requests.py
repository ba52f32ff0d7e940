"""The requests and bookings: mine, those to decide about, all; and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.core.clock import today
from kam.core.paging import capped_count, paginate
from kam.core.sheets import Sheet
from kam.people.scopes import may
from kam.resources.pages.words import (
    BookingLine,
    Tab,
    booking_line,
    state_words,
    tabs,
)
from kam.resources.queries.listing import bookings_matching, waiting_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from kam.core.paging import CappedCount, Page
    from kam.people.models import User
    from kam.resources.models import Booking
    from kam.web.lists import ListState

MINE, DECIDE, EVERY = "mine", "decide", "all"
AT_ONCE = 500


@dataclass(frozen=True)
class Choice:
    """One of the views."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class RequestListPage:
    """One page of requests and bookings."""

    tabs: Sequence[Tab]
    views: Sequence[Choice]
    view: str
    lines: Sequence[BookingLine]
    paging: Page
    count: CappedCount
    state: ListState
    is_narrowed: bool
    may_create: bool


def view_of(user: User, view: str) -> str:
    """Return the view asked for, or the one a person begins with."""
    if view:
        return view
    if may(user, "approval", "change"):
        return DECIDE
    return MINE if may(user, "booking", "create") else EVERY


def request_list_page(user: User, state: ListState) -> RequestListPage:
    """Read one page in a fixed number of statements."""
    day = today(user.time_zone)
    view = view_of(user, str(state.filters.get("view") or ""))
    rows = bookings_matching(user, {**state.filters, "view": view}, day)
    page = paginate(rows, order=state.order, cursor=state.cursor)
    waiting = waiting_for(user, day)
    return RequestListPage(
        tabs=tabs(user, "resources:requests", waiting),
        views=_views(user, view, waiting),
        view=view,
        lines=[
            booking_line(user, row, day, may_decide=view == DECIDE) for row in page.rows
        ],
        paging=page,
        count=capped_count(rows),
        state=state,
        is_narrowed=any(state.uses(n) for n in state.filters if n != "view"),
        may_create=may(user, "booking", "create"),
    )


def _views(user: User, view: str, waiting: int) -> list[Choice]:
    named = []
    if may(user, "approval", "change"):
        named.append((DECIDE, gettext("等我批准 %(n)s") % {"n": waiting}))
    if may(user, "booking", "create"):
        named.append((MINE, gettext("我的申请")))
    named.append((EVERY, gettext("全部")))
    place = reverse("resources:requests")
    return [Choice(label, f"{place}?view={key}", key == view) for key, label in named]


def request_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the rows of the list, all pages of it."""
    day = today(user.time_zone)
    view = view_of(user, str(state.filters.get("view") or ""))
    rows = bookings_matching(user, {**state.filters, "view": view}, day)
    return Sheet(
        title=gettext("申请与预订"),
        columns=[
            pgettext("noun", "资源"),
            pgettext("noun", "客户"),
            gettext("推动哪一步"),
            gettext("第一天"),
            gettext("最后一天"),
            pgettext("resource", "数量"),
            pgettext("resource", "单位"),
            gettext("花费"),
            gettext("币种"),
            gettext("状态"),
            gettext("申请人"),
        ],
        rows=_cells(user, rows.order_by(*state.order), day),
    )


def _cells(
    user: User, rows: QuerySet[Booking], day: date
) -> Iterator[Sequence[object]]:
    for row in rows.iterator(chunk_size=AT_ONCE):
        line = booking_line(user, row, day)
        yield (
            line.resource,
            line.account,
            line.purpose,
            row.first_day,
            row.last_day,
            row.quantity,
            row.resource.unit,
            line.cost.major,
            row.currency,
            str(state_words(row, day)[0]),
            line.who,
        )
