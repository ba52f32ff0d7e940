"""The lists of opportunities and purchases, as pages and as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.core.clock import today
from kam.core.paging import capped_count, paginate
from kam.core.sheets import Sheet
from kam.people.scopes import hidden_fields, may
from kam.pipeline.pages import naming
from kam.pipeline.pages.ages import deal_age
from kam.pipeline.pages.calibration.lines import deal_lines
from kam.pipeline.pages.tabs import Tab, tabs
from kam.pipeline.queries.listing import (
    every,
    next_step_of,
    opportunities_matching,
    purchases_matching,
    sums_of,
    with_next_step,
)
from kam.pipeline.rules.calibration import NOWHERE
from kam.pipeline.rules.moving import days_in
from kam.pipeline.terms import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kam.core.money import Money
    from kam.core.paging import CappedCount, Page
    from kam.people.models import User
    from kam.pipeline.models import Opportunity, Purchase
    from kam.pipeline.rules.calibration import AgeLines
    from kam.web.lists import ListState


@dataclass(frozen=True)
class OpportunityLine:
    """One opportunity of the list."""

    title: str
    url: str
    about: str
    account: str
    account_url: str
    stage: str
    tone: str
    since: str
    value: Money | None
    expected: str
    is_late: bool
    next: naming.NextStep | None
    owner: str
    age: naming.NextStep | None


@dataclass(frozen=True)
class OpportunityListPage:
    """One page of opportunities."""

    tabs: list[Tab]
    lines: Sequence[OpportunityLine]
    paging: Page
    count: CappedCount
    sums: Sequence[Money]
    state: ListState
    may_create: bool
    may_import: bool
    shows_end: bool


def opportunity_list_page(user: User, state: ListState) -> OpportunityListPage:
    """Read one page of the list in a fixed number of statements."""
    rows = opportunities_matching(user, state.filters)
    known = with_next_step(user, rows)
    page = paginate(known, order=state.order, cursor=state.cursor)
    day = today(user.time_zone)
    lines = deal_lines(user, day)
    return OpportunityListPage(
        tabs=tabs("pipeline:list"),
        lines=[opportunity_line(user, row, day, lines) for row in page.rows],
        paging=page,
        count=capped_count(rows),
        sums=sums_of(rows),
        state=state,
        may_create=may(user, "opportunity", "create"),
        may_import=may(user, "import", "create"),
        shows_end=state.filters.get("view") in (Outcome.WON, Outcome.LOST),
    )


def opportunity_line(
    user: User, row: Any, day: date, lines: AgeLines = NOWHERE
) -> OpportunityLine:
    """Say one opportunity, read with its next step, and whether it takes too long."""
    is_open = row.outcome == Outcome.OPEN
    shown = row.expected_on if is_open else row.closed_on
    return OpportunityLine(
        title=naming.title_of(user, row),
        url=naming.detail_url(row),
        about=naming.about_of(user, row),
        account=row.account.name,
        account_url=reverse("pipeline:account", args=[row.account_id]),
        stage=naming.stage_words(row),
        tone=naming.TONES[Outcome(row.outcome)],
        since=naming.since_words(days_in(row.entered_on, row.closed_on, day)),
        value=row.value,
        expected=naming.day_or_dash(shown),
        is_late=is_open and row.expected_on is not None and row.expected_on < day,
        next=naming.next_words(next_step_of(row), day) if is_open else None,
        owner=naming.owner_name(row),
        age=deal_age(row, lines, day) if is_open else None,
    )


def opportunity_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the opportunities of the list, all pages of it."""
    cells = _opportunity_cells(user)
    rows = with_next_step(user, opportunities_matching(user, state.filters))
    return Sheet(
        title=pgettext("place", "商机"),
        columns=list(cells),
        rows=_taken(rows, state.order, cells),
    )


def _opportunity_cells(user: User) -> dict[str, Any]:
    hidden = hidden_fields(user, "opportunity")
    told = {
        gettext("编号"): None if "reference" in hidden else _reads("reference"),
        pgettext("deal", "客户"): lambda row: row.account.name,
        gettext("产品"): lambda row: row.product.name if row.product else "",
        gettext("做什么用"): None if "name" in hidden else _reads("name"),
        gettext("阶段"): naming.stage_words,
        gettext("哪天到这一步"): _reads("entered_on"),
        gettext("金额"): lambda row: row.value.major if row.value else None,
        gettext("币种"): lambda row: row.currency if row.value else "",
        gettext("接洽日"): _reads("engaged_on"),
        gettext("预计成交日"): _reads("expected_on"),
        gettext("结束日"): _reads("closed_on"),
        gettext("输单原因"): _reason,
        gettext("负责人"): naming.owner_name,
        gettext("下一步"): next_step_of,
    }
    return {name: read for name, read in told.items() if read is not None}


def _reads(name: str) -> Any:
    return lambda row: getattr(row, name)


def _reason(row: Opportunity) -> str:
    return row.lost_reason.label if row.lost_reason is not None else ""


def _taken(
    rows: Any, order: Sequence[str], cells: dict[str, Any]
) -> Iterator[Sequence[object]]:
    for row in every(rows, order):
        yield [read(row) for read in cells.values()]


@dataclass(frozen=True)
class PurchaseLine:
    """One purchase of the list."""

    month: str
    account: str
    account_url: str
    product: str
    quantity: int | None
    value: Money | None
    url: str


@dataclass(frozen=True)
class PurchaseListPage:
    """One page of purchases."""

    tabs: list[Tab]
    lines: Sequence[PurchaseLine]
    paging: Page
    count: CappedCount
    sums: Sequence[Money]
    state: ListState
    may_create: bool
    may_import: bool


def purchase_list_page(user: User, state: ListState) -> PurchaseListPage:
    """Read one page of the list in a fixed number of statements."""
    rows = purchases_matching(user, state.filters)
    page = paginate(rows, order=state.order, cursor=state.cursor)
    return PurchaseListPage(
        tabs=tabs("pipeline:purchases"),
        lines=[purchase_line(row) for row in page.rows],
        paging=page,
        count=capped_count(rows),
        sums=sums_of(rows),
        state=state,
        may_create=may(user, "purchase", "create"),
        may_import=may(user, "import", "create"),
    )


def purchase_line(row: Purchase) -> PurchaseLine:
    """Say one purchase."""
    return PurchaseLine(
        month=naming.month_words(row.month),
        account=row.account.name,
        account_url=reverse("pipeline:account", args=[row.account_id]),
        product=row.product.name,
        quantity=row.quantity,
        value=row.value,
        url=reverse("pipeline:purchase", args=[row.pk]),
    )


def purchase_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the purchases of the list, all pages of it."""
    cells: dict[str, Any] = {
        gettext("月份"): lambda row: naming.month_words(row.month),
        pgettext("deal", "客户"): lambda row: row.account.name,
        gettext("产品"): lambda row: row.product.name,
        pgettext("deal", "数量"): _reads("quantity"),
        gettext("金额"): lambda row: row.value.major if row.value else None,
        gettext("币种"): lambda row: row.currency if row.value else "",
    }
    rows = purchases_matching(user, state.filters)
    return Sheet(
        title=pgettext("deal", "采购"),
        columns=list(cells),
        rows=_taken(rows, state.order, cells),
    )
