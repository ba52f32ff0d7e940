"""The page of the relationship matrix, and the picture it draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.relations.pages.cards import CardView, address, card_views, line_views
from kam.relations.pages.reading import TWO_QUARTERS, told_of
from kam.relations.pages.square import Picture, picture_of
from kam.relations.rules.matrix import (
    ADVICE,
    CLASSES,
    LABELS,
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
    cards = card_views(told, address(told, account.pk), line_views(told.scene), None)
    moves = {card.id: moved(told, card.id) for card in told.scene.cards}
    known = [pk for pk, one in moves.items() if one.class_now]
    blank = len(moves) - len(known)
    return MatrixPage(
        frame=room_frame(account, "reach"),
        map_url=reverse("relations:map", args=[account.pk]),
        since=day_words(told.today - timedelta(days=TWO_QUARTERS)),
        picture=picture_of(told.scene.bounds.high, cards, moves, known),
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
