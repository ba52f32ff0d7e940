"""The list of products, as a page and as a file, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.catalog.queries import products_matching
from kam.core.paging import capped_count, paginate
from kam.core.sheets import Sheet
from kam.people.pages.tabs import settings_tabs
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import QuerySet

    from kam.catalog.forms import ProductListForm
    from kam.catalog.models import Product
    from kam.core.money import Money
    from kam.core.paging import CappedCount, Page
    from kam.people.models import User
    from kam.people.pages.tabs import Tab
    from kam.web.lists import ListState

ROWS = 50
AT_ONCE = 500


@dataclass(frozen=True)
class ProductRow:
    """One line of the list; `url` is empty where the reader changes nothing."""

    name: str
    code: str
    line: str
    price: Money | None
    summary: str
    is_active: bool
    url: str


@dataclass(frozen=True)
class ProductListPage:
    """The list with its filters."""

    tabs: Sequence[Tab]
    form: ProductListForm
    state: ListState
    rows: Sequence[ProductRow]
    paging: Page
    count: CappedCount
    may_create: bool


def product_list_page(
    user: User, form: ProductListForm, state: ListState
) -> ProductListPage:
    """Read one page of the list."""
    rows = products_matching(user, state.filters)
    page = paginate(rows, order=state.order, cursor=state.cursor, size=ROWS)
    editable = may(user, "product", "change")
    return ProductListPage(
        tabs=settings_tabs(user, "products"),
        form=form,
        state=state,
        rows=[_row(row, editable=editable) for row in page.rows],
        paging=page,
        count=capped_count(rows),
        may_create=may(user, "product", "create"),
    )


def _row(row: Product, *, editable: bool) -> ProductRow:
    return ProductRow(
        name=row.name,
        code=row.code,
        line=row.line,
        price=row.price,
        summary=row.summary,
        is_active=row.is_active,
        url=reverse("catalog:product", args=[row.pk]) if editable else "",
    )


def product_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the rows and fields of the list, all pages of it."""
    rows = products_matching(user, state.filters).order_by(*state.order)
    return Sheet(
        title=gettext("产品"),
        columns=[
            gettext("代码"),
            gettext("名称"),
            gettext("产品线"),
            gettext("参考价"),
            gettext("币种"),
            gettext("用途"),
            gettext("状态"),
        ],
        rows=_lines(rows),
    )


def _lines(rows: QuerySet[Product]) -> Iterator[Sequence[object]]:
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield (
            row.code,
            row.name,
            row.line,
            row.price.major if row.price else None,
            row.currency if row.price else "",
            row.summary,
            gettext("在售") if row.is_active else gettext("停售"),
        )
