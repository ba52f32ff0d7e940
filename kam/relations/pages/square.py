"""The picture of the matrix: four cells, dots, and arrows from where they were."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.relations.rules.matrix import FRIEND, LABELS, NONE, PARTNER, SUPPLIER
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.relations.pages.cards import CardView
    from kam.relations.rules.matrix import Movement

SIZE, EDGE, UNIT = 460, 40, 76
SHOWN, IN_A_ROW, ACROSS, DOWN = 6, 2, 36, 24
SMALLEST, GROWTH = 4.0, 1.2
PLACES = 5


@dataclass(frozen=True)
class Dot:
    """Somebody in the picture; an arrow leads from where they stood."""

    x: float
    y: float
    r: float
    name: str
    klass: str
    words: str
    url: str
    from_x: float | None
    from_y: float | None

    @property
    def tip(self) -> tuple[float, float]:
        """Where the arrow ends: at the edge of the dot."""
        dx, dy = self.x - (self.from_x or 0), self.y - (self.from_y or 0)
        length = hypot(dx, dy) or 1
        cut = (self.r + 2) / length
        return self.x - dx * cut, self.y - dy * cut

    @property
    def dy(self) -> float:
        """How far above the dot its name stands."""
        return -self.r - 3


@dataclass(frozen=True)
class Square:
    """One cell of the picture."""

    key: str
    label: str
    x: float
    y: float
    width: float
    height: float

    @property
    def label_y(self) -> float:
        """Where its name stands: at the outer edge, away from the dots."""
        is_low = self.key in (NONE, FRIEND)
        return self.y + (self.height - 6 if is_low else 14)


@dataclass(frozen=True)
class More:
    """How many stand in a place that has no room for their dots."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Picture:
    """The square with its boundary, its dots and its scale."""

    size: int
    low: float
    high: float
    squares: Sequence[Square]
    ticks: Sequence[tuple[int, float]]
    rises: Sequence[tuple[int, float]]
    dots: Sequence[Dot]
    more: Sequence[More]


def _at(value: int) -> float:
    return EDGE + (value - 0.5) * UNIT


def picture_of(
    high: int,
    cards: Mapping[int, CardView],
    moves: Mapping[int, Movement],
    known: Sequence[int],
) -> Picture:
    """Draw everybody whose two scores are known; `high` parts the cells."""
    places: dict[tuple[int, int], list[int]] = {}
    for pk in known:
        now = moves[pk].now
        places.setdefault((now.personal or 0, now.business or 0), []).append(pk)
    dots, more = [], []
    for (x, y), people in sorted(places.items()):
        people.sort(key=lambda pk: -(cards[pk].influence or 0))
        dots += [
            _dot(cards[pk], moves[pk], _apart(place, min(len(people), SHOWN)))
            for place, pk in enumerate(people[:SHOWN])
        ]
        if len(people) > SHOWN:
            more.append(
                More(_at(x), SIZE - _at(y) + UNIT * 0.45, f"+{len(people) - SHOWN}")
            )
    return Picture(
        size=SIZE,
        low=EDGE,
        high=EDGE + PLACES * UNIT,
        squares=_squares(high),
        ticks=[(n, _at(n)) for n in range(1, PLACES + 1)],
        rises=[(n, SIZE - _at(n)) for n in range(1, PLACES + 1)],
        dots=dots,
        more=more,
    )


def _squares(high: int) -> list[Square]:
    """Return the four cells; `high` is the first score that counts as high."""
    below = (high - 1) * UNIT
    above = PLACES * UNIT - below
    columns = ((EDGE, below), (EDGE + below, above))
    rows = ((SIZE - EDGE - below, below), (SIZE - EDGE - PLACES * UNIT, above))
    return [
        Square(key, say(LABELS[key]), x, y, width, height)
        for (y, height), keys in zip(
            rows, ((NONE, FRIEND), (SUPPLIER, PARTNER)), strict=True
        )
        for (x, width), key in zip(columns, keys, strict=True)
    ]


def _apart(place: int, people: int) -> tuple[float, float]:
    """Return how far from the middle of a place the dots of several people lie."""
    columns = min(people, IN_A_ROW)
    rows = -(-people // IN_A_ROW)
    return (
        (place % IN_A_ROW - (columns - 1) / 2) * ACROSS,
        (place // IN_A_ROW - (rows - 1) / 2) * DOWN,
    )


def _dot(card: CardView, move: Movement, apart: tuple[float, float]) -> Dot:
    now, before = move.now, move.before
    x = _at(now.personal or 0) + apart[0]
    y = SIZE - _at(now.business or 0) + apart[1]
    told = {"who": card.name, "class": card.klass_label}
    return Dot(
        x=x,
        y=y,
        r=SMALLEST + GROWTH * (card.influence or 0),
        name=card.name,
        klass=card.klass,
        words=gettext("%(who)s：%(class)s") % told,
        url=card.url,
        from_x=_at(before.personal or 0) if move.has_moved else None,
        from_y=SIZE - _at(before.business or 0) if move.has_moved else None,
    )
