"""The page of the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.relations.pages.advising import AdviceView, advice_of
from kam.relations.pages.bands import Band, bands_of
from kam.relations.pages.cards import LineView, address, card_views, line_views
from kam.relations.pages.changes import Change, changes_of
from kam.relations.pages.figures import (
    PathView,
    Stat,
    day_of,
    decider_names,
    path_of,
    stats_of,
)
from kam.relations.pages.panel import Panel, panel_of
from kam.relations.pages.reading import told_of
from kam.relations.pages.tables import Row, TeamTable, rows_of, team_table
from kam.relations.policies import may_draw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.relations.pages.reading import Told


@dataclass(frozen=True)
class Doors:
    """Where the map leads."""

    map: str
    matrix: str
    new_person: str
    new_line: str
    new_role: str


MAP, TABLE, TEAM = "", "table", "team"
VIEWS = (MAP, TABLE, TEAM)


@dataclass(frozen=True)
class View:
    """One way to read the map, as a tab."""

    label: str
    url: str
    current: bool
    shortcut: str = ""
    state: str = ""
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class MapPage:
    """Everything the map shows."""

    frame: RoomFrame
    doors: Doors
    is_past: bool
    on: str
    day: str
    last_day: str
    compared: str
    people: int
    high: int
    deciders: str
    stats: Sequence[Stat]
    bands: Sequence[Band]
    lines: Sequence[LineView]
    path: PathView
    advice: Sequence[AdviceView]
    views: Sequence[View]
    view: str
    rows: Sequence[Row]
    team: TeamTable | None
    changes: Sequence[Change]
    panel: Panel | None
    may_draw: bool


def map_page(
    user: User,
    account: Account,
    *,
    on: date | None = None,
    person: int | None = None,
    view: str = MAP,
) -> MapPage:
    """Build the map of a day, with somebody chosen; cost: nine statements.

    Bands and tables say the same; only the one that is read is built.
    """
    told = told_of(user, account, on)
    scene = told.scene
    lines = line_views(scene)
    cards = card_views(told, address(told, account.pk, view), lines, person)
    advice = advice_of(scene, account.pk)
    chosen = cards.get(person) if person else None
    return MapPage(
        frame=room_frame(account, "reach"),
        doors=_doors(account),
        is_past=told.is_past,
        on=scene.day.isoformat(),
        day=day_of(scene),
        last_day=told.today.isoformat(),
        compared=day_of(told.early),
        people=len(scene.cards),
        high=scene.bounds.high,
        deciders=decider_names(scene),
        stats=stats_of(told),
        views=_views(told, account, view),
        view=view,
        bands=bands_of(told, account.pk, cards) if view == MAP else [],
        lines=lines,
        path=path_of(scene, cards, lines),
        advice=advice,
        rows=rows_of(scene, cards) if view == TABLE else [],
        team=team_table(scene, cards) if view == TEAM else None,
        changes=changes_of(told),
        panel=panel_of(user, account, told, chosen, lines, advice) if chosen else None,
        may_draw=may_draw(user, account) and not told.is_past,
    )


def _doors(account: Account) -> Doors:
    return Doors(
        map=reverse("relations:map", args=[account.pk]),
        matrix=reverse("relations:matrix", args=[account.pk]),
        new_person=reverse("accounts:person-new", args=[account.pk]),
        new_line=reverse("relations:line-new", args=[account.pk]),
        new_role=reverse("relations:role-new", args=[account.pk]),
    )


def _views(told: Told, account: Account, view: str) -> list[View]:
    labels = {
        MAP: pgettext("view", "图"),
        TABLE: gettext("表格"),
        TEAM: gettext("人员 × 我方"),
    }
    other = MAP if view == TABLE else TABLE
    return [
        View(
            label,
            address(told, account.pk, name).rstrip("?&"),
            current=name == view,
            shortcut="t" if name == other else "",
        )
        for name, label in labels.items()
    ]
