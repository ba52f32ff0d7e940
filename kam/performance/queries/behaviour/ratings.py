"""How somebody rates themselves, as far as the reader may know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.performance.models import SelfRating

if TYPE_CHECKING:
    from kam.people.models import User


def rating_of(user: User, person: User, period: str) -> SelfRating | None:
    """Return the standing self-rating of a person for a period; one statement.

    Others read it only while its owner shares it.
    """
    rows = SelfRating.objects
    seen = rows.visible_to(user) if person.pk == user.pk else rows.told_to(user)
    newest = SelfRating.objects.filter(user=person, period=period).order_by("-id")
    found: SelfRating | None = seen.filter(pk__in=newest.values("pk")[:1]).first()
    return found
