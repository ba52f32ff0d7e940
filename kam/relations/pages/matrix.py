"""The page of the relationship matrix, and the picture it draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.relations.pages.cards import CardView, card_views, line_views
from kam.relations.pages.reading import TWO_QUARTERS, told_of
from kam.relations.rules.matrix import (
    ADVICE,
    CLASSES,
    FRIEND,
    LABELS,
    NONE,
    PARTNER,
    SUPPLIER,
    WARNINGS,
    Movement,
    Standpoint,
    movement,
)
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.relations.pages.reading import Told
    from kam.relations.pages.scene import Scene

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


@dataclass(frozen=True)
class Cell:
    """One class: how many stand in it, and what it asks of us."""

    key: str
    label: str
    people: int
    advice: str
    warning: str


@dataclass(frozen=True)
class Row:
    """One person of the table."""

    card: CardView
    business: str
    personal: str
    klass: str
    before: str
    moved: str
    tone: str
    advice: str
    business_url: str
    personal_url: str


@dataclass(frozen=True)
class MatrixPage:
    """Everything the matrix shows."""

    frame: RoomFrame
    map_url: str
    since: str
    picture: Picture
    cells: Sequence[Cell]
    rows: Sequence[Row]
    unknown: str
    has_any: bool


def matrix_page(user: User, account: Account) -> MatrixPage:
    """Build the matrix with its movement over two quarters; cost: eight statements."""
    told = told_of(user, account, back=TWO_QUARTERS)
    cards = card_views(told, account.pk, line_views(told.scene), None)
    moves = {card.id: moved(told, card.id) for card in told.scene.cards}
    known = [pk for pk, one in moves.items() if one.class_now]
    blank = len(moves) - len(known)
    return MatrixPage(
        frame=room_frame(account, "reach"),
        map_url=reverse("relations:map", args=[account.pk]),
        since=day_words(told.today - timedelta(days=TWO_QUARTERS)),
        picture=_picture(told.scene, cards, moves, known),
        cells=[_cell(key, moves) for key in CLASSES],
        rows=[_row(cards[pk], moves[pk]) for pk in _ordered(moves)],
        unknown=ngettext("%(n)s 人未判断", "%(n)s 人未判断", blank) % {"n": blank}
        if blank
        else "",
        has_any=bool(known),
    )


def moved(told: Told, person_id: int) -> Movement:
    """Return where somebody stood on both days."""
    return movement(
        _standpoint(told.early, person_id),
        _standpoint(told.late, person_id),
        told.scene.bounds.high,
    )


def _standpoint(scene: Scene, person_id: int) -> Standpoint:
    value = scene.standing.value
    return Standpoint(value(person_id, "business"), value(person_id, "personal"))


def _ordered(moves: dict[int, Movement]) -> list[int]:
    """Return the known first, those who moved furthest before the others."""
    return sorted(
        moves, key=lambda pk: (not moves[pk].class_now, -abs(moves[pk].step), pk)
    )


def _at(value: int) -> float:
    return EDGE + (value - 0.5) * UNIT


def _picture(
    scene: Scene,
    cards: dict[int, CardView],
    moves: dict[int, Movement],
    known: list[int],
) -> Picture:
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
        squares=_squares(scene.bounds.high),
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


def _cell(key: str, moves: dict[int, Movement]) -> Cell:
    return Cell(
        key=key,
        label=say(LABELS[key]),
        people=sum(1 for one in moves.values() if one.class_now == key),
        advice=say(ADVICE[key]),
        warning=say(WARNINGS[key]) if key in WARNINGS else "",
    )


def _row(card: CardView, move: Movement) -> Row:
    klass = say(LABELS[move.class_now]) if move.class_now else "—"
    before = say(LABELS[move.class_before]) if move.class_before else "—"
    step = move.step
    return Row(
        card=card,
        business=str(move.now.business or "—"),
        personal=str(move.now.personal or "—"),
        klass=klass,
        before=before,
        moved=f"{step:+d}" if step else "0" if move.before.is_known else "—",
        tone="good" if step > 0 else "bad" if step < 0 else "",
        advice=say(ADVICE[move.class_now])
        if move.class_now
        else gettext("先判断业务和个人两项"),
        business_url=_judge(card, "business"),
        personal_url=_judge(card, "personal"),
    )


def _judge(card: CardView, aspect: str) -> str:
    return reverse("judgements:judge", args=[card.id, aspect])
