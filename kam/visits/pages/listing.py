"""The list of visits, and the same rows as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from kam.core.paging import CappedCount, Page, capped_count, paginate
from kam.core.sheets import Sheet
from kam.people.scopes import may, without_hidden
from kam.visits.models import Visit
from kam.visits.pages.words import (
    OUTCOME_TONES,
    STATE_TONES,
    names,
    outcome_words,
    state_words,
    title_of,
    visit_url,
)
from kam.visits.queries.listing import exported, filtered
from kam.visits.queries.reading import listed, visit_row
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.visits.queries import VisitRow
    from kam.web.lists import ListState

COLUMNS = (
    "day",
    "start_time",
    "minutes",
    "account",
    "owner",
    "people",
    "state",
    "objective",
    "planned_ask",
    "fallback_ask",
    "bring",
    "colleagues",
    "fact",
    "insight",
    "insight_kind",
    "noted_reason",
    "noted_why",
    "brought",
    "outcome",
    "next_objective",
    "next_day",
    "carried_from",
    "cancel_reason",
)


@dataclass(frozen=True)
class VisitLine:
    """A visit in the list."""

    url: str
    day: str
    time: str
    account: str
    people: str
    objective: str
    carried: bool
    state: str
    state_tone: str
    outcome: str
    outcome_tone: str
    owner: str
    company: str


@dataclass(frozen=True)
class ListPage:
    """One page of visits."""

    lines: tuple[VisitLine, ...]
    rows: Page
    count: CappedCount
    state: ListState
    may_plan: bool


def list_page(user: User, state: ListState) -> ListPage:
    """Build one page in three statements at most."""
    wanted = filtered(user, state.filters)
    page = paginate(listed(wanted), order=state.order, cursor=state.cursor)
    rows = [visit_row(user, row) for row in page.rows]
    return ListPage(
        lines=tuple(_line(row) for row in rows),
        rows=page,
        count=capped_count(wanted),
        state=state,
        may_plan=may(user, "visit", "create"),
    )


def _line(row: VisitRow) -> VisitLine:
    return VisitLine(
        url=visit_url(row.id),
        day=day_words(row.day, weekday=True),
        time=f"{row.start_time:%H:%M}" if row.start_time else "",
        account=row.account_name,
        people=title_of(row.people),
        objective=row.objective,
        carried=row.is_carried,
        state=state_words(row.state),
        state_tone=STATE_TONES[row.state],  # type: ignore[index]
        outcome=outcome_words(row.outcome),
        outcome_tone=OUTCOME_TONES.get(row.outcome, "mute"),  # type: ignore[call-overload]
        owner=row.owner_name,
        company=names(row.company),
    )


def visit_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the visits of a list, with every field the reader may read."""
    names = without_hidden(user, "visit", COLUMNS)
    rows = filtered(user, state.filters).order_by(*state.order)
    return Sheet(
        title=gettext("拜访"),
        columns=[column_words(name) for name in names],
        rows=exported(user, rows, names),
    )


def column_words(name: str) -> str:
    """Return the head of a column."""
    own = {
        "account": gettext("客户"),
        "owner": gettext("拜访人"),
        "people": gettext("见谁"),
        "colleagues": gettext("协同的同事"),
        "carried_from": gettext("承接"),
    }
    if name in own:
        return own[name]
    fields: dict[str, Any] = {f.name: f for f in Visit._meta.concrete_fields}
    return str(fields[name].verbose_name)
