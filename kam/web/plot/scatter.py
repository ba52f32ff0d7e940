"""A scatter with its frontier, laid out: what web/parts/scatter.html draws.

Everything is in screen units and text; nothing is left to compute in a template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.web.plot.axes import LinearScale, axis_texts, nice_ticks
from kam.web.plot.boxes import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Point = tuple[float, float]

WIDTH, HEIGHT = 680, 460
TOP, BOTTOM, RIGHT = 40, 400, 664
# The texts grow on a phone, so the left edge keeps room for them.
EDGE, GLYPH = 10, 13


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and its text."""

    at: float
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One point; without `unit` it can be neither reached nor named."""

    x: float
    y: float
    kind: str = ""
    unit: str = ""
    value_x: str = ""
    value_y: str = ""
    detail: str = ""
    selected: bool = False
    text: str = ""
    text_x: float = 0.0
    text_y: float = 0.0
    text_anchor: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """The distance of one point to the line above it."""

    x: float
    y1: float
    y2: float
    text: str
    text_x: float
    text_y: float
    text_anchor: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """One blot of a cloud."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Titles:
    """What a chart is called: the axes, the picture in words, and its file name."""

    x: str
    y: str
    label: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Scatter:
    """A finished chart."""

    titles: Titles
    left: float
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    points: tuple[Mark, ...] = ()
    line: str = ""
    gap: Gap | None = None
    cloud: tuple[Dot, ...] = ()
    table: str = ""
    band: str = ""
    width: int = WIDTH
    height: int = HEIGHT
    top: int = TOP
    bottom: int = BOTTOM
    right: int = RIGHT


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """The paper a scatter is drawn on: both axes begin at zero."""

    left: float
    across: LinearScale
    up: LinearScale
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]

    @property
    def bounds(self) -> Box:
        """The area between the axes."""
        return Box(self.left, TOP, RIGHT, BOTTOM)

    def place(self, x: float, y: float) -> Point:
        """Return the position of a pair of figures, to a tenth of a unit."""
        return round(self.across(x), 1), round(self.up(y), 1)

    def trace(self, pairs: Iterable[Sequence[float]]) -> str:
        """Return the points of a line."""
        placed = (self.place(x, y) for x, y in pairs)
        return " ".join(f"{x:g},{y:g}" for x, y in placed)


def sheet_for(most_x: float, most_y: float) -> Sheet:
    """Rule the paper for figures from zero to these.

    >>> sheet = sheet_for(7000, 300)
    >>> sheet.place(7000, 0)
    (664.0, 400.0)
    """
    xs, ys = nice_ticks(0, most_x, 7), nice_ticks(0, most_y, 6)
    y_texts = axis_texts(ys)
    left = float(EDGE + GLYPH * max(map(len, y_texts)))
    across = LinearScale(domain=(xs[0], xs[-1]), range=(left, RIGHT))
    up = LinearScale(domain=(ys[0], ys[-1]), range=(BOTTOM, TOP))
    return Sheet(
        left=left,
        across=across,
        up=up,
        x_ticks=_ticks(across, xs, axis_texts(xs)),
        y_ticks=_ticks(up, ys, y_texts),
    )


def _ticks(
    scale: LinearScale, numbers: Sequence[float], texts: Sequence[str]
) -> tuple[Tick, ...]:
    pairs = zip(numbers, texts, strict=True)
    return tuple(Tick(round(scale(number), 1), text) for number, text in pairs)
