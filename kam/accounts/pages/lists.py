"""The list of accounts, as a page and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.accounts.queries.lists import (
    NOBODY,
    Known,
    accounts_matching,
    every_match,
    known_in,
)
from kam.core.paging import capped_count, paginate
from kam.core.sheets import Sheet
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kam.accounts.forms.lists import AccountListForm
    from kam.accounts.models import Account
    from kam.core.money import Money
    from kam.core.paging import CappedCount, Page
    from kam.people.models import User
    from kam.web.lists import ListState

ROWS = 50


@dataclass(frozen=True)
class AccountRow:
    """One line of the list."""

    name: str
    url: str
    note: str
    size: str
    potential: Money | None
    owner: str
    place: str
    known: Known
    known_text: str


@dataclass(frozen=True)
class AccountListPage:
    """The list with its filters."""

    form: AccountListForm
    state: ListState
    rows: Sequence[AccountRow]
    paging: Page
    count: CappedCount
    may_create: bool
    may_import: bool
    shows_owner: bool


def account_list_page(
    user: User, form: AccountListForm, state: ListState
) -> AccountListPage:
    """Read one page of the list in a fixed number of statements."""
    rows = accounts_matching(user, state.filters)
    page = paginate(rows, order=state.order, cursor=state.cursor, size=ROWS)
    known = known_in(row.pk for row in page.rows)
    return AccountListPage(
        form=form,
        state=state,
        rows=[_row(row, known.get(row.pk, NOBODY)) for row in page.rows],
        paging=page,
        count=capped_count(rows),
        may_create=may(user, "account", "create"),
        may_import=may(user, "import", "create"),
        shows_owner="owner" in form.fields,
    )


def _row(row: Account, known: Known) -> AccountRow:
    return AccountRow(
        name=row.name,
        url=reverse("desk:account", args=[row.pk]),
        note=" · ".join(part for part in (_kind(row), row.city) if part),
        size=_size(row),
        potential=row.potential,
        owner=row.owner.name if row.owner else gettext("未分配"),
        place=" · ".join(part for part in (row.team.name, _territory(row)) if part),
        known=known,
        known_text=_known(known),
    )


def _known(known: Known) -> str:
    people = ngettext("%(n)s 人", "%(n)s 人", known.people) % {"n": known.people}
    layers = ngettext("%(n)s 层", "%(n)s 层", known.layers) % {"n": known.layers}
    return f"{people} · {layers}"


def _kind(row: Account) -> str:
    return str(row.get_kind_display())


def _size(row: Account) -> str:
    return str(row.get_size_class_display()) if row.size_class else ""


def _territory(row: Account) -> str:
    return str(row.territory) if row.territory else ""


def account_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the rows and fields of the list, all pages of it."""
    return Sheet(
        title=gettext("客户"),
        columns=[
            gettext("名称"),
            gettext("类型"),
            gettext("城市"),
            gettext("规模"),
            gettext("年潜力"),
            gettext("币种"),
            gettext("负责人"),
            gettext("团队"),
            gettext("所属区域"),
            gettext("在联系的人"),
            gettext("覆盖层级"),
            gettext("单线风险"),
        ],
        rows=_lines(user, state),
    )


def _lines(user: User, state: ListState) -> Iterator[Sequence[object]]:
    for row, known in every_match(user, state.filters, state.order):
        amount = row.potential
        yield (
            row.name,
            _kind(row),
            row.city,
            _size(row),
            amount.major if amount else None,
            amount.currency if amount else "",
            row.owner.name if row.owner else "",
            row.team.name,
            _territory(row),
            known.people,
            known.layers,
            gettext("是") if known.is_single_thread else gettext("否"),
        )
