"""Which items are kept, for their author and for an administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kam.core.paging import paginate
from kam.sync.models import Envelope
from kam.sync.querysets import OPEN
from kam.sync.terms import EnvelopeState

if TYPE_CHECKING:
    from kam.core.paging import Page
    from kam.people.models import User

PAGE = 50


def kept_items(user: User, most: int) -> list[Envelope]:
    """Return one's own items that are not done, and those given up lately."""
    lately = Q(state=EnvelopeState.DROPPED) & ~Q(payload="")
    rows = Envelope.objects.visible_to(user).filter(Q(state__in=OPEN) | lately)
    return list(rows.order_by("id")[:most])


def in_quarantine(user: User, cursor: str) -> Page:
    """Return a page of what an administrator decides about, without its text."""
    rows = Envelope.objects.judged_by(user).select_related("author")
    hidden = rows.defer("payload", "conflicts", "faults")
    return paginate(hidden, order=("id",), cursor=cursor, size=PAGE)
