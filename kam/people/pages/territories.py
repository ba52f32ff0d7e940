"""The list of territories, and one territory with who worked it when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kam.core.clock import today
from kam.core.paging import CappedCount, Page, capped_count, paginate
from kam.core.sheets import Sheet
from kam.people.models import Territory, TerritoryAssignment
from kam.people.pages.own import Fact
from kam.people.pages.tabs import Tab, settings_tabs
from kam.people.policies import may_change_territory
from kam.people.queries import holders_now, parents_of, within_team
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kam.people.models import User
    from kam.people.querysets import TerritoryQuerySet
    from kam.web.lists import ListState

CHUNK = 500


@dataclass(frozen=True)
class TerritoryRow:
    """A territory in the list, with who works it today."""

    pk: int
    code: str
    name: str
    parent: str
    team: str
    holder: str
    since: date | None


@dataclass(frozen=True)
class TerritoriesPage:
    """The list of territories."""

    tabs: list[Tab]
    state: ListState
    rows: Page
    count: CappedCount
    may_create: bool
    may_export: bool


def territories_page(user: User, state: ListState) -> TerritoriesPage:
    """Return one page of the territories somebody sees."""
    found = _found(user, state)
    page = paginate(found, order=state.order, cursor=state.cursor)
    rows = Page(_rows(user, page.rows), page.next, page.previous)
    return TerritoriesPage(
        tabs=settings_tabs(user, "territories"),
        state=state,
        rows=rows,
        count=capped_count(found),
        may_create=may(user, "territory", "change"),
        may_export=may(user, "territory", "export"),
    )


def _found(user: User, state: ListState) -> TerritoryQuerySet:
    rows = Territory.objects.visible_to(user).select_related("team", "parent")
    wanted = state.filters
    if wanted["q"]:
        named = Q(code__icontains=wanted["q"]) | Q(name__icontains=wanted["q"])
        rows = rows.filter(named)
    if wanted["team"]:
        rows = within_team(rows, wanted["team"])
    return rows


def _rows(user: User, territories: list[Territory]) -> list[TerritoryRow]:
    held = holders_now([row.pk for row in territories], user)
    return [_row(row, held.get(row.pk)) for row in territories]


def _row(territory: Territory, held: TerritoryAssignment | None) -> TerritoryRow:
    return TerritoryRow(
        pk=territory.pk,
        code=territory.code,
        name=territory.name,
        parent=territory.parent.code if territory.parent else "",
        team=territory.team.name,
        holder=held.user.name if held else "",
        since=held.starts_on if held else None,
    )


def territories_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the listed territories as a table."""
    columns = [_("代码"), _("名称"), _("团队"), _("上级区域"), _("负责人"), _("从")]
    found = list(_found(user, state).order_by(*state.order))

    def rows() -> Iterator[list[object]]:
        for start in range(0, len(found), CHUNK):
            for r in _rows(user, found[start : start + CHUNK]):
                yield [r.code, r.name, r.team, r.parent, r.holder, r.since]

    return Sheet(pgettext("part", "区域"), columns, rows())


@dataclass(frozen=True)
class AssignmentRow:
    """Who worked a territory from when to when."""

    pk: int
    name: str
    starts_on: date
    ends_on: date | None
    state: str
    tone: str
    may_end: bool


@dataclass(frozen=True)
class TerritoryPage:
    """One territory: where it lies, what lies in it, who worked it when."""

    tabs: list[Tab]
    territory: Territory | None
    facts: list[Fact]
    above: list[Territory]
    inside: list[Territory]
    assignments: list[AssignmentRow]
    may_change: bool


def territory_page(user: User, territory: Territory) -> TerritoryPage:
    """Return the page of a territory."""
    may_change = may_change_territory(user, territory)
    seen = TerritoryAssignment.objects.visible_to(user).select_related("user")
    rows = seen.filter(territory=territory).order_by("-starts_on")
    inside = Territory.objects.visible_to(user).filter(parent=territory)
    day = today(user.time_zone)
    return TerritoryPage(
        tabs=settings_tabs(user, "territories"),
        territory=territory,
        facts=[
            Fact(_("代码"), territory.code),
            Fact(_("名称"), territory.name),
            Fact(_("团队"), territory.team.name),
        ],
        above=parents_of(territory, user),
        inside=list(inside.order_by("code")),
        assignments=[_assignment(row, day, may_change=may_change) for row in rows],
        may_change=may_change,
    )


def _assignment(
    row: TerritoryAssignment, day: date, *, may_change: bool
) -> AssignmentRow:
    if row.ends_on is not None and row.ends_on < day:
        state, tone = _("已结束"), "mute"
    elif row.starts_on > day:
        state, tone = _("将开始"), "info"
    else:
        state, tone = _("现在"), "good"
    return AssignmentRow(
        pk=row.pk,
        name=row.user.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        state=state,
        tone=tone,
        may_end=may_change and tone != "mute",
    )


@dataclass(frozen=True)
class TerritoryNewPage:
    """The form for a new territory."""

    tabs: list[Tab]
