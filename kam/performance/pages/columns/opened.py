"""The card of a territory of a column run, closed until it is said what for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from kam.performance.pages.columns.card import ColumnCard, column_card
from kam.performance.pages.opening import CardOpening, opening_of
from kam.performance.queries import holders_of

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.performance.models import ColumnRow, ColumnRun


def opened_column_card(
    user: User, run: ColumnRun, row: ColumnRow
) -> tuple[CardOpening | None, ColumnCard | None]:
    """Lay out the card, or what has to be said before it may be read."""
    holders = holders_of(user, [row.territory_id])
    look_url = reverse("performance:columns-look", args=[run.pk])
    opening = opening_of(user, row, holders, look_url)
    return opening, None if opening else column_card(row, run)
