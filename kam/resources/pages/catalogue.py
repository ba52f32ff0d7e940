"""The catalogue, as a page and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.core.clock import today
from kam.core.paging import capped_count, paginate
from kam.core.sheets import Sheet
from kam.people.queries import setting
from kam.people.scopes import may
from kam.resources.pages.words import ICONS, Tab, capacity_words, tabs
from kam.resources.queries.calendar import left_on, taken_by_resource
from kam.resources.queries.listing import resources_matching, waiting_for
from kam.resources.rules.limits import SAMPLES
from kam.resources.terms import ResourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from kam.core.money import Money
    from kam.core.paging import CappedCount, Page
    from kam.people.models import User
    from kam.resources.models import Resource
    from kam.resources.queries.calendar import Taken
    from kam.web.lists import ListState

ROWS, AT_ONCE = 50, 500


@dataclass(frozen=True)
class ResourceLine:
    """One resource of the catalogue; `free` says what is left today."""

    name: str
    url: str
    ask_url: str
    kind: str
    icon: str
    notes: str
    cost: Money
    unit: str
    capacity: str
    free: str
    free_tone: str
    team: str
    needs_approval: bool
    is_archived: bool


@dataclass(frozen=True)
class CataloguePage:
    """One page of the catalogue."""

    tabs: Sequence[Tab]
    lines: Sequence[ResourceLine]
    paging: Page
    count: CappedCount
    state: ListState
    may_create: bool
    may_ask: bool
    may_import: bool
    may_set_rules: bool


def catalogue_page(user: User, state: ListState) -> CataloguePage:
    """Read one page of the catalogue, with what is left today."""
    samples = bool(setting(SAMPLES.key))
    rows = resources_matching(user, state.filters, samples=samples)
    named = rows.select_related("team")
    page = paginate(named, order=state.order, cursor=state.cursor, size=ROWS)
    day = today(user.time_zone)
    taken = taken_by_resource(page.rows, day, day)
    asks = may(user, "booking", "create")
    return CataloguePage(
        tabs=tabs(user, "resources:list", waiting_for(user, day)),
        lines=[_line(row, taken[row.pk], day, asks=asks) for row in page.rows],
        paging=page,
        count=capped_count(rows),
        state=state,
        may_create=may(user, "resource", "create"),
        may_ask=asks,
        may_import=may(user, "resource", "create") and may(user, "import", "create"),
        may_set_rules=may(user, "setting", "change"),
    )


def _line(
    row: Resource, taken: Sequence[Taken], day: date, *, asks: bool
) -> ResourceLine:
    left = left_on(row, taken, day)
    text, tone = free_words(left.free, row.unit)
    asked = asks and not row.is_archived
    return ResourceLine(
        name=row.name,
        url=reverse("resources:resource", args=[row.pk]),
        ask_url=f"{reverse('desk:ask')}?resource={row.pk}" if asked else "",
        kind=row.get_kind_display(),
        icon=ICONS[ResourceKind(row.kind)],
        notes=row.notes,
        cost=row.cost,
        unit=row.unit,
        capacity=capacity_words(row),
        free=text,
        free_tone=tone,
        team=row.team.name,
        needs_approval=row.needs_approval,
        is_archived=row.is_archived,
    )


def free_words(free: int | None, unit: str) -> tuple[str, str]:
    """Say what is left, and how pressing that is."""
    if free is None:
        return gettext("不限"), "mute"
    if free < 0:
        return gettext("超出 %(n)s %(unit)s") % {"n": f"{-free:,}", "unit": unit}, "bad"
    if free == 0:
        return gettext("订满"), "warn"
    return gettext("剩 %(n)s %(unit)s") % {"n": f"{free:,}", "unit": unit}, "good"


def catalogue_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the resources of the list, all pages of it."""
    samples = bool(setting(SAMPLES.key))
    rows = resources_matching(user, state.filters, samples=samples)
    return Sheet(
        title=gettext("资源目录"),
        columns=[
            gettext("名称"),
            gettext("种类"),
            pgettext("resource", "单位"),
            gettext("单价"),
            gettext("币种"),
            gettext("一共有多少"),
            gettext("按什么算"),
            gettext("由哪个团队管"),
            gettext("说明"),
        ],
        rows=_cells(rows.select_related("team").order_by(*state.order)),
    )


def _cells(rows: QuerySet[Resource]) -> Iterator[Sequence[object]]:
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield (
            row.name,
            str(row.get_kind_display()),
            row.unit,
            row.cost.major,
            row.currency,
            row.capacity,
            str(row.get_span_display()),
            row.team.name,
            row.notes,
        )
