"""Whom the line rests on: what it would lose without each territory that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.performance import engine
from kam.performance.pages.words import NOTHING, share_text
from kam.performance.rules import Unit, constants_stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.engine import Rest
    from kam.performance.models import FrontierRun
    from kam.performance.queries import Spot

SMALLEST_SHARE = 0.005
MOST_CODES = 6


@dataclass(frozen=True, kw_only=True)
class RestLine:
    """One territory that makes the line, and what the line is without it."""

    key: int
    code: str
    is_fragile: bool
    most: str
    where: str
    middle: str
    sinking: int
    changed: int
    changed_codes: str
    chance: str
    rank: str


@dataclass(frozen=True, kw_only=True)
class RestTable:
    """Those who make the line, by rising potential, and how many are not shown."""

    lines: list[RestLine]
    limit: str
    hidden: int
    has_chances: bool


def units_of(spots: Sequence[Spot]) -> list[Unit]:
    """Return the territories of a run as the engine takes them."""
    return [
        Unit(key=s.key, code=s.code, potential=s.potential, sales=s.sales)
        for s in spots
    ]


def rest_table(run: FrontierRun, spots: Sequence[Spot]) -> RestTable | None:
    """Leave out each territory of the line in turn; nothing without a line."""
    if not run.line:
        return None
    making = [spot for spot in spots if spot.fragility is not None]
    most = engine.most_left_out(len(spots))
    shown = sorted(making, key=lambda s: (-(s.fragility or 0.0), s.code))[:most]
    constants = constants_stored(run.parameters["constants"])
    keys = frozenset(spot.key for spot in shown)
    rests = engine.resting(units_of(spots), run.method, constants, keys)
    places = {spot.key: spot for spot in spots}
    ordered = sorted(rests, key=lambda rest: places[rest.key].potential)
    return RestTable(
        lines=[_line(rest, places, constants.fragile_above) for rest in ordered],
        limit=share_text(constants.fragile_above),
        hidden=len(making) - len(shown),
        has_chances=any(spot.chance is not None for spot in shown),
    )


def _line(rest: Rest, places: dict[int, Spot], limit: float) -> RestLine:
    spot = places[rest.key]
    codes = [places[key].code for key in rest.changed]
    return RestLine(
        key=rest.key,
        code=spot.code,
        is_fragile=rest.most > limit,
        most=fall_text(rest.most),
        where="" if rest.where is None else places[rest.where].code,
        middle=fall_text(rest.middle),
        sinking=rest.sinking,
        changed=len(codes),
        changed_codes=codes_text(codes),
        chance=NOTHING if spot.chance is None else share_text(spot.chance),
        rank=_rank_text(spot),
    )


def fall_text(fall: float) -> str:
    """Write how far a line falls; a fall too small to write is not called none.

    >>> fall_text(0.0), fall_text(0.123)
    ('0', '12%')
    """
    if fall <= 0:
        return "0"
    return gettext("不到 1%") if fall < SMALLEST_SHARE else share_text(fall)


def codes_text(codes: Sequence[str]) -> str:
    """Name a few territories, and how many more there are."""
    told = gettext("、").join(codes[:MOST_CODES])
    if len(codes) <= MOST_CODES:
        return told
    return gettext("%(codes)s 等 %(n)s 个") % {"codes": told, "n": len(codes)}


def _rank_text(spot: Spot) -> str:
    if spot.rank_low is None or spot.rank_high is None:
        return NOTHING
    if spot.rank_low == spot.rank_high:
        return str(spot.rank_low)
    return f"{spot.rank_low}–{spot.rank_high}"
