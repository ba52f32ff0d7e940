"""The template in force, and every version of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.blueprints.models import Outline
from kam.blueprints.rules.outlines.reading import read_outline
from kam.blueprints.rules.outlines.shipped import (
    SHIPPED_NUMBER,
    shipped,
    shipped_text,
)
from kam.core.errors import NotFound
from kam.people.policies import entered

if TYPE_CHECKING:
    from datetime import datetime

    from kam.blueprints.rules.outlines.shape import OutlineText
    from kam.people.models import User


@dataclass(frozen=True)
class Edition:
    """One version of the template; version 1 came with the product."""

    number: int
    name: str
    text: str
    in_force: bool
    author: str = ""
    change_note: str = ""
    at: datetime | None = None

    @property
    def content(self) -> OutlineText:
        """What it says."""
        return read_outline(self.text)


def outline_in_force() -> tuple[int, OutlineText]:
    """Return number and content of the version that plans begin with; one statement."""
    row = Outline.objects.filter(in_force=True).first()
    return (row.number, row.content) if row else (SHIPPED_NUMBER, shipped())


def outline_numbered(number: int) -> OutlineText:
    """Return a version a plan was begun with; none or one statement."""
    if number == SHIPPED_NUMBER:
        return shipped()
    row = Outline.objects.filter(number=number).first()
    return row.content if row else shipped()


def editions(user: User) -> list[Edition]:
    """Return every version, the newest first; one statement."""
    entered(user, "outline")
    rows = list(Outline.objects.visible_to(user).select_related("author"))
    used = any(row.in_force for row in rows)
    first = Edition(SHIPPED_NUMBER, shipped().name, shipped_text(), in_force=not used)
    return [
        *(
            Edition(
                row.number,
                row.name,
                row.text,
                row.in_force,
                row.author.name if row.author else "",
                row.change_note,
                row.created_at,
            )
            for row in rows
        ),
        first,
    ]


def edition_of(user: User, number: int) -> Edition:
    """Return one version, or NotFound."""
    for edition in editions(user):
        if edition.number == number:
            return edition
    raise NotFound
