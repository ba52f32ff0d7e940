"""Charts of the page: the scatter under its frontier, and scores with intervals.

Everything is laid out here, in text; nothing is left to compute in a template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.web.plot import Box, LinearScale, line_boxes, place_labels, sheet_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.engine import Score
    from kam.web.plot import LabelSpot, Sheet

MOST_LABELS, MOST_POINTS, MOST_ROWS = 60, 2000, 80
GLYPH, LINE, RADIUS = 7.4, 15.0, 6.0
LONGEST = 14
ROW, LEFT, RIGHT, HEAD = 20, 130, 660, 24
ON_FRONTIER = 1.0 - 1e-9


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One unit of the scatter, and its label if there is room."""

    x: str
    y: str
    kind: str
    told: str
    text: str = ""
    text_x: str = ""
    text_y: str = ""
    anchor: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """A place on an axis and its text."""

    at: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ScatterChart:
    """Output on input, with the frontier."""

    x_name: str
    y_name: str
    left: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    points: tuple[Point, ...]
    line: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One unit's score with its interval."""

    y: str
    middle: str
    id: str
    at: str
    low: str
    high: str
    has_interval: bool
    kind: str
    told: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreChart:
    """Scores from high to low."""

    height: str
    bottom: str
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    left_out: str


def draw_scatter(scores: Sequence[Score], *, steps: bool) -> ScatterChart | None:
    """Draw one input and one output; None where there are more, or below zero.

    The frontier runs through where each unit would land on it; under `fdh` in steps.
    """
    pairs = _pairs(scores)
    if not pairs:
        return None
    (x_name, y_name), points = pairs
    line = _steps(_frontier(scores)) if steps else _frontier(scores)
    most_x = max(x for x, _ in (*points, *line))
    most_y = max(y for _, y in (*points, *line))
    sheet = sheet_for(most_x or 1.0, most_y or 1.0)
    return ScatterChart(
        x_name=x_name,
        y_name=y_name,
        left=_px(sheet.left),
        x_ticks=tuple(Tick(at=_px(t.at), text=t.text) for t in sheet.x_ticks),
        y_ticks=tuple(Tick(at=_px(t.at), text=t.text) for t in sheet.y_ticks),
        points=_points(scores, points, sheet, line),
        line=sheet.trace(line),
    )


def _pairs(
    scores: Sequence[Score],
) -> tuple[tuple[str, str], list[tuple[float, float]]] | None:
    if not scores or len(scores) > MOST_POINTS:
        return None
    first = scores[0]
    if len(first.inputs) != 1 or len(first.outputs) != 1:
        return None
    names = next(iter(first.inputs)), next(iter(first.outputs))
    points = [(unit.inputs[names[0]], unit.outputs[names[1]]) for unit in scores]
    return (names, points) if min(map(min, points)) >= 0 else None


def _frontier(scores: Sequence[Score]) -> list[tuple[float, float]]:
    """Return where the units land on the frontier, slack not counted, by input."""
    landed = set()
    for unit in scores:
        (x_name, x), (y_name, y) = *unit.inputs.items(), *unit.outputs.items()
        if unit.value is not None and unit.factor == "phi":
            landed.add((x, y * unit.value))
        elif unit.value is not None and unit.factor == "theta":
            landed.add((x * unit.value, y))
        elif unit.value is not None:
            landed.add((x * (1.0 - unit.value), y * (1.0 + unit.value)))
        elif not unit.factor:
            height = unit.targets.get(y_name)
            landed.add((unit.inputs[x_name], max(height or 0.0, 0.0)))
    return sorted(landed)


def _steps(line: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    stairs: list[tuple[float, float]] = []
    for x, y in line:
        if stairs:
            stairs.append((x, stairs[-1][1]))
        stairs.append((x, y))
    return stairs


def _points(
    scores: Sequence[Score],
    pairs: Sequence[tuple[float, float]],
    sheet: Sheet,
    line: Sequence[tuple[float, float]],
) -> tuple[Point, ...]:
    order = sorted(range(len(scores)), key=lambda at: -(scores[at].score or 0.0))
    placed = [sheet.place(*pairs[at]) for at in order]
    texts = [_cut(scores[at].id) for at in order]
    labelled = len(scores) <= MOST_LABELS
    spots: Sequence[LabelSpot | None] = [None] * len(order)
    if labelled:
        spots = place_labels(
            placed,
            [(_wide(text) * GLYPH, LINE) for text in texts],
            Box(0.0, 0.0, 680.0, sheet.bounds.bottom),
            line_boxes([sheet.place(x, y) for x, y in line]),
            radius=RADIUS,
        )
    return tuple(
        Point(
            x=_px(x),
            y=_px(y),
            kind=_kind(scores[at]),
            told=_told(scores[at]),
            text=text if spot else "",
            text_x=_px(spot.x) if spot else "",
            text_y=_px(spot.y) if spot else "",
            anchor=spot.anchor if spot else "",
        )
        for at, (x, y), text, spot in zip(order, placed, texts, spots, strict=True)
    )


def draw_scores(scores: Sequence[Score]) -> ScoreChart:
    """Draw scores from high to low, each with its interval; the best of very many."""
    known = [unit for unit in scores if unit.score is not None]
    known.sort(key=lambda unit: -(unit.score or 0.0))
    shown = known[:MOST_ROWS]
    most = max([1.0, *(unit.upper or unit.score or 0.0 for unit in shown)])
    across = LinearScale(domain=(0.0, most), range=(LEFT, RIGHT))
    bottom = HEAD + ROW * len(shown)
    return ScoreChart(
        height=_px(bottom + 26),
        bottom=_px(bottom),
        ticks=tuple(
            Tick(at=_px(across(share)), text=f"{share:g}")
            for share in (0.0, 0.25, 0.5, 0.75, 1.0)
        ),
        bars=tuple(_bar(unit, place, across) for place, unit in enumerate(shown)),
        left_out=str(len(known) - len(shown)) if len(known) > len(shown) else "",
    )


def _bar(unit: Score, place: int, across: LinearScale) -> Bar:
    score = unit.score or 0.0
    low = score if unit.lower is None else unit.lower
    high = score if unit.upper is None else unit.upper
    middle = HEAD + ROW * (place + 0.5)
    return Bar(
        y=_px(HEAD + ROW * place),
        middle=_px(middle),
        id=_cut(unit.id),
        at=_px(across(score)),
        low=_px(across(max(low, 0.0))),
        high=_px(across(high)),
        has_interval=unit.lower is not None,
        kind=_kind(unit),
        told=_told(unit),
    )


def _kind(unit: Score) -> str:
    return "best" if (unit.score or 0.0) >= ON_FRONTIER else ""


def _told(unit: Score) -> str:
    score = "—" if unit.score is None else f"{unit.score:.3f}"
    span = "" if unit.lower is None else f" ({unit.lower:.3f} – {unit.upper:.3f})"
    return f"{unit.id}: {score}{span}"


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _wide(text: str) -> int:
    return sum(2 if glyph >= "\u2e80" else 1 for glyph in text)


def _px(place: float) -> str:
    return f"{place:.1f}".removesuffix(".0")
