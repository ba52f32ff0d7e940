"""What peers do differently: further columns side by side, and the way to habits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.performance.pages.words import NOTHING, figure_text, usual_text, with_minus
from kam.performance.policies import reads_behaviour
from kam.performance.queries import further_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.people.models import User
    from kam.performance.models import FrontierRow, FrontierRun
    from kam.performance.queries import Holder

MOST_COLUMNS = 12


@dataclass(frozen=True)
class PeerFigure:
    """A peer's figure in one column, and how far it is from the territory's own."""

    code: str
    value: str
    difference: str


@dataclass(frozen=True)
class ColumnLine:
    """One further column: the territory's own figure and those of its peers."""

    name: str
    own: str
    peers: list[PeerFigure]


@dataclass(frozen=True)
class HabitLink:
    """Where the habits of whoever holds a territory are read, once it is said why."""

    code: str
    url: str
    is_own: bool


@dataclass(frozen=True)
class Learning:
    """How a territory and its peers differ, as far as figures and habits tell."""

    columns: list[ColumnLine]
    habits: list[HabitLink]


def learning_of(
    user: User, run: FrontierRun, row: FrontierRow, holders: Sequence[Holder]
) -> Learning | None:
    """Lay the further columns of a territory and its peers side by side."""
    codes = {row.territory_id: row.code}
    codes |= {int(peer["key"]): str(peer["code"]) for peer in row.peers}
    told = further_of(run, list(codes))
    if not row.peers:
        return None
    own, *peers = codes
    names = sorted({name for further in told.values() for name in further})
    columns = [
        _column(
            name, told.get(own, {}), {codes[key]: told.get(key, {}) for key in peers}
        )
        for name in names[:MOST_COLUMNS]
    ]
    habits = _habits(user, codes, own, holders)
    return Learning(columns, habits) if columns or habits else None


def _column(
    name: str, own: Mapping[str, float], peers: Mapping[str, Mapping[str, float]]
) -> ColumnLine:
    mine = own.get(name)
    return ColumnLine(
        name=usual_text(name),
        own=figure_text(mine),
        peers=[
            PeerFigure(code, figure_text(its.get(name)), _apart(mine, its.get(name)))
            for code, its in peers.items()
        ],
    )


def _apart(own: float | None, peer: float | None) -> str:
    """Write a difference with its sign.

    >>> _apart(4.0, 6.5), _apart(4.0, 4.0), _apart(None, 1.0)
    ('+2.5', '0', '—')
    """
    if own is None or peer is None:
        return NOTHING
    text = figure_text(peer - own)
    return f"+{text}" if peer > own else with_minus(text)


def _habits(
    user: User, codes: Mapping[int, str], own: int, holders: Sequence[Holder]
) -> list[HabitLink]:
    """Lead to the habits of those whom the reader may read, the own territory first."""
    told = [
        HabitLink(
            code=codes[one.territory_id],
            url=reverse("performance:behaviour-person", args=[one.user_id]),
            is_own=one.territory_id == own,
        )
        for one in holders
        if one.user_id != user.pk
        and reads_behaviour(user, "see", one.user_id, one.team_id)
    ]
    return sorted(told, key=lambda link: (not link.is_own, link.code))
