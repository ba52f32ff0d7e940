"""The staircase: people on their steps, where they are wanted, and the arcs between."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.adoption.pages.words import stage_label
from kam.adoption.rules.ladder import TOP
from kam.web.templatetags.ui_words import initial_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.adoption.pages.climbers import Climber
    from kam.adoption.rules.ladder import Lasting
    from kam.adoption.rules.limits import Limits

STEP, RISE, LOWEST = 140, 18, 46
CELL, ROW, RADIUS = 66, 68, 16
A_ROW, SHOWN = 2, 6
FOOT, HEAD = 42, 12
LONGEST_NAME = 5
INKS = {"decision": "is-decision", "management": "is-management"}


@dataclass(frozen=True)
class Figure:
    """A person on a step, or the hollow place where they are wanted."""

    x: float
    y: float
    initial: str
    name: str
    note: str
    ink: str
    url: str
    is_target: bool = False


@dataclass(frozen=True)
class Step:
    """One step with who stands on it; `more` people found no room."""

    number: int
    label: str
    x: float
    y: float
    height: float
    median: str
    is_upper: bool
    more: str
    figures: Sequence[Figure]


@dataclass(frozen=True)
class Band:
    """A stretch of steps with its sentence."""

    x1: float
    x2: float
    middle: float
    text: str
    is_upper: bool


@dataclass(frozen=True)
class Staircase:
    """The drawing; all lengths in its own units."""

    width: int
    height: float
    bottom: float
    steps: Sequence[Step]
    bands: Sequence[Band]
    arcs: Sequence[str] = field(default=())


@dataclass(frozen=True)
class _Stand:
    climber: Climber
    is_target: bool


def staircase(
    rows: Sequence[Climber],
    lasting: Mapping[int, Lasting],
    limits: Limits,
    said: Mapping[int, tuple[str, str, bool]],
) -> Staircase:
    """Draw people on their steps.

    `said` holds for each person a note below the name, a link, and whether the
    evidence is ageing.
    """
    stands = _stands(rows)
    height = HEAD + FOOT + max(_need(s, len(stands[s])) for s in stands)
    bottom = height - FOOT
    steps = [
        _step(s, stands[s], bottom, (lasting.get(s), limits), said) for s in stands
    ]
    return Staircase(
        width=STEP * TOP,
        height=height,
        bottom=bottom,
        steps=steps,
        bands=_bands(limits.split),
        arcs=_arcs(steps),
    )


def _stands(rows: Sequence[Climber]) -> dict[int, list[_Stand]]:
    found: dict[int, list[_Stand]] = {s: [] for s in range(1, TOP + 1)}
    for row in rows:
        if row.place.stage is not None:
            found[row.place.stage].append(_Stand(row, is_target=False))
    for row in rows:
        if row.target is not None and row.target.value != row.place.stage:
            found[row.target.value].append(_Stand(row, is_target=True))
    return found


def _tall(stage: int) -> int:
    return LOWEST + stage * RISE


def _need(stage: int, people: int) -> int:
    lines = -(-min(people, SHOWN) // A_ROW)
    return _tall(stage) + max(1, lines) * ROW


def _step(
    stage: int,
    stands: Sequence[_Stand],
    bottom: float,
    told: tuple[Lasting | None, Limits],
    said: Mapping[int, tuple[str, str, bool]],
) -> Step:
    lasting, limits = told
    left, top = (stage - 1) * STEP, bottom - _tall(stage)
    shown = stands[:SHOWN]
    places = [_place(n, len(shown), left, top) for n in range(len(shown))]
    hidden = len(stands) - len(shown)
    return Step(
        number=stage,
        label=stage_label(stage),
        x=left,
        y=top,
        height=_tall(stage),
        median=gettext("中位 %(n)g 天") % {"n": lasting.days} if lasting else "",
        is_upper=stage > limits.split,
        more=f"+{hidden}" if hidden else "",
        figures=[
            _figure(stand, at, said) for stand, at in zip(shown, places, strict=True)
        ],
    )


def _place(n: int, people: int, left: float, top: float) -> tuple[float, float]:
    """Return where the n-th of some people stands: rows of two, from the step up."""
    line, column = divmod(n, A_ROW)
    in_line = min(A_ROW, people - line * A_ROW)
    start = left + (STEP - in_line * CELL) / 2 + CELL / 2
    return start + column * CELL, top - line * ROW - ROW + RADIUS + 2


def _figure(
    stand: _Stand,
    at: tuple[float, float],
    said: Mapping[int, tuple[str, str, bool]],
) -> Figure:
    person = stand.climber.person
    note, url, is_ageing = said[person.pk]
    ink = INKS.get(person.layer, "is-other")
    if stand.is_target:
        note = gettext("目标阶段")
    return Figure(
        x=at[0],
        y=at[1],
        initial=initial_of(person.name),
        name=person.name[:LONGEST_NAME],
        note=note,
        ink=f"{ink} is-ageing" if is_ageing and not stand.is_target else ink,
        url=url,
        is_target=stand.is_target,
    )


def _arcs(steps: Sequence[Step]) -> list[str]:
    """Return the paths from where people stand to where they are wanted."""
    figures = [figure for step in steps for figure in step.figures]
    now = {f.url: f for f in figures if not f.is_target}
    arcs = []
    for wanted in (f for f in figures if f.is_target):
        start = now.get(wanted.url)
        if start is None:
            continue
        x1, y1, x2, y2 = start.x, start.y - RADIUS, wanted.x, wanted.y - RADIUS
        middle, high = (x1 + x2) / 2, max(HEAD / 2, min(y1, y2) - 26)
        arcs.append(f"M{x1:g} {y1:g}Q{middle:g} {high:g} {x2:g} {y2:g}")
    return arcs


def _bands(split: int) -> list[Band]:
    edge = split * STEP
    return [
        Band(
            2,
            edge - 4,
            edge / 2,
            gettext("采用阶段：让客户在更多情形里认识和使用"),
            is_upper=False,
        ),
        Band(
            edge + 2,
            STEP * TOP - 2,
            (edge + STEP * TOP) / 2,
            gettext("竞争定位阶段：扩大使用的范围和方式"),
            is_upper=True,
        ),
    ]
