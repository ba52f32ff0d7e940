"""Questions about the letterhead."""

from __future__ import annotations

from kam.documents.models import Letterhead
from kam.documents.rules.colours import rgb
from kam.documents.rules.look import Look


def letterhead() -> Letterhead:
    """Return the company's letterhead, or the one of the house; one statement."""
    return Letterhead.objects.first() or Letterhead()


def company_look() -> Look:
    """Return how documents look now; one statement."""
    return look_of(letterhead())


def look_of(row: Letterhead) -> Look:
    """Return the look a letterhead gives; no statement."""
    plain = Look()
    return Look(
        primary=rgb(row.primary) or plain.primary,
        accent=rgb(row.accent) or plain.accent,
        company=row.company,
        footer=row.footer,
        logo=bytes(row.logo),
        logo_size=(row.logo_width, row.logo_height),
    )
