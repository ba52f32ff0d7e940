"""A scatter with its frontier, laid out: what web/parts/scatter.html draws.

Everything is in screen units and text; nothing is left to compute in a template.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
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
# An arrow ends at the edge of its point; one shorter than this has no head.
POINT, HEAD, SHORTEST = 6.5, 7.0, 16.0


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
class Arrow:
    """The way of one point from where it stood to where it stands, with its head."""

    x1: float
    y1: float
    x2: float
    y2: float
    head: str
    kind: str = ""


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
    before: str = ""
    arrows: tuple[Arrow, ...] = ()
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


def arrow_between(start: Point, end: Point, kind: str = "") -> Arrow:
    """Draw an arrow that stops at the edge of the point it leads to.

    >>> arrow_between((0.0, 0.0), (100.0, 0.0)).head
    '93.5,0 86.5,3.5 86.5,-3.5'
    """
    (x1, y1), (x2, y2) = start, end
    far = hypot(x2 - x1, y2 - y1)
    if far <= SHORTEST:
        return Arrow(x1=x1, y1=y1, x2=x2, y2=y2, head="", kind=kind)
    across, down = (x2 - x1) / far, (y2 - y1) / far
    tip = x2 - POINT * across, y2 - POINT * down
    base = tip[0] - HEAD * across, tip[1] - HEAD * down
    half = HEAD / 2
    corners = (
        tip,
        (base[0] - half * down, base[1] + half * across),
        (base[0] + half * down, base[1] - half * across),
    )
    return Arrow(
        x1=x1,
        y1=y1,
        x2=round(base[0], 1),
        y2=round(base[1], 1),
        head=" ".join(f"{round(x, 1):g},{round(y, 1):g}" for x, y in corners),
        kind=kind,
    )


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
