"""What became of letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max

from kam.core.clock import now
from kam.core.paging import paginate
from kam.notices.models import Letter
from kam.notices.querysets import TROUBLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kam.core.paging import Page
    from kam.people.models import User

A_PAGE = 50
LATELY = timedelta(days=7)
ORDER = ("-day", "-pk")


def last_days(user_ids: Iterable[int]) -> Mapping[int, date]:
    """Return the latest date that has a letter, for each of some people."""
    rows = Letter.objects.filter(user__in=list(user_ids)).order_by()
    return dict(rows.values_list("user").annotate(last=Max("day")))


@dataclass(frozen=True)
class LetterCounts:
    """How many letters of the last days came to what."""

    by_state: Mapping[str, int]

    @property
    def troubled(self) -> int:
        """How many did not arrive, or may not have."""
        return sum(self.by_state.get(state, 0) for state in TROUBLED)


def counts_lately(user: User) -> LetterCounts:
    """Return what became of the letters of a week; one statement."""
    rows = Letter.objects.visible_to(user).filter(due_at__gte=now() - LATELY)
    counted = rows.order_by().values_list("state").annotate(n=Count("pk"))
    return LetterCounts(dict(counted))


def letters_of(user: User, *, troubled: bool = False, cursor: str = "") -> Page:
    """Return a page of the letters somebody sees, the newest first."""
    rows = Letter.objects.visible_to(user).select_related("user")
    found = rows.troubled() if troubled else rows
    return paginate(found, order=ORDER, cursor=cursor, size=A_PAGE)


def own_letters(user: User, most: int) -> list[Letter]:
    """Return the latest letters to oneself; one statement."""
    return list(Letter.objects.filter(user=user).order_by("-day")[:most])


def letter_seen(user: User, pk: int) -> Letter:
    """Return one letter in sight, or NotFound."""
    found: Letter = Letter.objects.seen(user, pk=pk)
    return found
