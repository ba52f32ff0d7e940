"""What stands before the card of a territory that somebody else holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.people.terms import Role
from kam.performance.queries import card_looks_at, purpose_of_today
from kam.performance.terms import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kam.people.models import User
    from kam.performance.models import ColumnRow, FrontierRow
    from kam.performance.queries import CardLooked, Holder


@dataclass(frozen=True)
class CardOpening:
    """A closed card, and the purposes to choose from; the last one of today first."""

    code: str
    unit: int
    purposes: Sequence[tuple[str, str]]
    chosen: str
    look_url: str


@dataclass(frozen=True)
class CardLookLine:
    """One look at a card of the reader's own."""

    code: str
    name: str
    role: str
    day: date
    purpose: str


def stands_open(user: User, territory_id: int, holders: Iterable[Holder]) -> bool:
    """Say whether nobody else holds a territory, or its card was opened today."""
    return all(
        one.is_opened
        for one in holders
        if one.territory_id == territory_id and one.user_id != user.pk
    )


def opening_of(
    user: User,
    row: ColumnRow | FrontierRow,
    holders: Sequence[Holder],
    look_url: str,
) -> CardOpening | None:
    """Return what has to be said first; nothing where the card stands open."""
    if stands_open(user, row.territory_id, holders):
        return None
    return CardOpening(
        code=row.code,
        unit=row.territory_id,
        purposes=[(value, str(label)) for value, label in Purpose.choices],
        chosen=purpose_of_today(user),
        look_url=look_url,
    )


def card_look_lines(user: User, territory_ids: Iterable[int]) -> list[CardLookLine]:
    """Say who opened one's own cards, newest first."""
    return [_line(one) for one in card_looks_at(user, territory_ids)]


def _line(one: CardLooked) -> CardLookLine:
    role, purpose = str(Role(one.role).label), str(Purpose(one.purpose).label)
    return CardLookLine(one.code, one.reader, role, one.day, purpose)
