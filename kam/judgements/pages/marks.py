"""Marks that a room puts beside a person wherever people are drawn.

A room that knows something of people offers a reader in `config/marks.py`; a page that
draws them reads every offer, and knows none of the rooms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.core.settings_book import Value
    from kam.judgements.queries import Standing
    from kam.people.models import User


@dataclass(frozen=True)
class Mark:
    """What is said of one person in a glyph: a level of several, or chosen corners."""

    text: str
    title: str
    level: int = 0
    corners: frozenset[str] = frozenset()

    @property
    def kite(self) -> str:
        """The chosen corners in their order, as drawings are named: AB."""
        return "".join(sorted(self.corners)).upper()


Reader = Callable[
    ["User", "Account", "Standing", "Mapping[str, Value]"], Mapping[int, Mark]
]


@dataclass(frozen=True)
class Offer:
    """A reader and the settings it wants to be given; one statement at most."""

    keys: tuple[str, ...]
    read: Reader


def offers() -> Mapping[str, Offer]:
    """Return every reader by the name of its room; `config/marks.py` lists them."""
    found: Mapping[str, Offer] = import_module(settings.KAM_MARKS).OFFERS
    return found


def offered_keys() -> tuple[str, ...]:
    """Return the settings that the readers want."""
    return tuple(key for one in offers().values() for key in one.keys)


def marks_of(
    user: User, account: Account, standing: Standing, chosen: Mapping[str, Value]
) -> dict[str, Mapping[int, Mark]]:
    """Return every mark of an account's people as of the day of what stands."""
    return {
        name: one.read(user, account, standing, chosen)
        for name, one in offers().items()
    }
