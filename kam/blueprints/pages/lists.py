"""The list of account plans, and the same rows as a file; the page of an account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language, gettext, pgettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.accounts.queries.leaving import has_left
from kam.blueprints.pages.words import section_label, state_words
from kam.blueprints.policies import may_write
from kam.blueprints.queries import outline_in_force
from kam.blueprints.queries.listing import filtered
from kam.core.clock import today
from kam.core.paging import CappedCount, Page, capped_count, paginate
from kam.core.sheets import Sheet
from kam.people.scopes import may
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.blueprints.models import Blueprint
    from kam.people.models import User
    from kam.web.lists import ListState


@dataclass(frozen=True)
class BlueprintLine:
    """A plan in the list."""

    url: str
    account: str
    year: int
    owner: str
    state: str
    tone: str
    number: int
    next_review: str
    is_overdue: bool


@dataclass(frozen=True)
class ListPage:
    """One page of plans."""

    lines: Sequence[BlueprintLine]
    paging: Page
    count: CappedCount
    state: ListState
    may_export: bool


def list_page(user: User, state: ListState) -> ListPage:
    """Build one page in three statements at most."""
    wanted = filtered(user, state.filters)
    page = paginate(wanted, order=state.order, cursor=state.cursor)
    day = today(user.time_zone)
    return ListPage(
        lines=tuple(_line(row, day) for row in page.rows),
        paging=page,
        count=capped_count(wanted),
        state=state,
        may_export=may(user, "blueprint", "export"),
    )


def _line(row: Blueprint, day: date) -> BlueprintLine:
    state, tone = state_words(row.state)
    due = row.next_review
    return BlueprintLine(
        url=reverse("blueprints:detail", args=[row.pk]),
        account=row.account.name,
        year=row.year,
        owner=row.account.owner.name if row.account.owner else "",
        state=state,
        tone=tone,
        number=row.number,
        next_review=day_words(due, year=True) if due else "",
        is_overdue=due is not None and due < day,
    )


def blueprint_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the plans of a list as a file."""
    rows = filtered(user, state.filters).order_by(*state.order)
    return Sheet(
        title=gettext("客户计划书"),
        columns=[
            pgettext("noun", "客户"),
            gettext("年度"),
            gettext("我方负责人"),
            gettext("状态"),
            gettext("版本"),
            gettext("下次评审"),
        ],
        rows=(_cells(row) for row in rows.iterator(chunk_size=500)),
    )


def _cells(row: Blueprint) -> list[Any]:
    return [
        row.account.name,
        row.year,
        row.account.owner.name if row.account.owner else "",
        state_words(row.state)[0],
        row.number,
        row.next_review,
    ]


@dataclass(frozen=True)
class BeginPage:
    """Beginning the plan of a year: what the template brings."""

    frame: RoomFrame
    account: str
    year: int
    sections: Sequence[str]
    goals: Sequence[str]
    outline: str
    may_begin: bool
    earlier: Sequence[BlueprintLine]


def begin_page(user: User, account: Account, earlier: Sequence[Blueprint]) -> BeginPage:
    """Build the page of an account whose year has no plan yet; two statements."""
    _number, outline = outline_in_force()
    day = today(user.time_zone)
    writes = may_write(user, account, "create")
    return BeginPage(
        frame=room_frame(account, "growth"),
        account=account.name,
        year=day.year,
        sections=[section_label(key) for key in outline.sections],
        goals=[goal.name.said(get_language()) for goal in outline.goals],
        outline=outline.name,
        may_begin=writes and not has_left(account),
        earlier=[_line(row, day) for row in earlier],
    )
