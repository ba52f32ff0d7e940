"""The card of a territory, and what has to be said before somebody may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from kam.performance.pages.card import Card, card_of
from kam.performance.pages.learning import learning_of
from kam.performance.pages.opening import CardOpening, opening_of
from kam.performance.queries import holders_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.performance.models import FrontierRow, FrontierRun
    from kam.performance.pages.words import Writing
    from kam.performance.queries import Spot


def opened_card(
    user: User,
    run: FrontierRun,
    row: FrontierRow,
    spots: Sequence[Spot],
    writing: Writing,
) -> tuple[CardOpening | None, Card]:
    """Lay out the card, and what has to be said before it may be read."""
    keys = [row.territory_id, *(int(peer["key"]) for peer in row.peers)]
    holders = holders_of(user, keys)
    look_url = reverse("performance:card-look", args=[run.pk])
    opening = opening_of(user, row, holders, look_url)
    learning = None if opening else learning_of(user, run, row, holders)
    return opening, card_of(row, spots, run, writing, learning)
