"""What a ledger wants to know of people, brought along with reading them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.needs.queries.leaves import leaves_beside, leaves_from
from kam.thinking.queries.beside import clues_beside, clues_from
from kam.thinking.rules.limits import ENABLED, limits_from
from kam.thinking.rules.preference import estimate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.db.models.expressions import Combinable

    from kam.accounts.queries.room import PersonRow
    from kam.needs.rules.white import Leaf
    from kam.people.models import User
    from kam.thinking.rules.preference import Estimate

CLUES, LEAVES = "seen_clues", "known_leaves"


def asked_beside(user: User, day: date) -> dict[str, Combinable]:
    """Return what to read people with, so that a ledger can be made of them."""
    return {CLUES: clues_beside(user, day), LEAVES: leaves_beside(user)}


def minds_of(
    rows: Sequence[PersonRow], settings: Mapping[str, float]
) -> dict[int, Estimate]:
    """Estimate how people prefer to think, but of whom that is not to be done."""
    if not settings[ENABLED.key]:
        return {}
    limits = limits_from(settings)
    seen = {row.pk: clues_from(row.beside[CLUES]) for row in rows}
    return {
        pk: estimate(clues, limits) for pk, clues in seen.items() if clues is not None
    }


def leaves_of(rows: Sequence[PersonRow]) -> dict[int, list[Leaf]]:
    """Return the methods of each person's work."""
    return {row.pk: leaves_from(row.beside[LEAVES]) for row in rows}
