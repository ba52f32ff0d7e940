"""The list of method packs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.packs.pages.words import said
from kam.packs.policies import may_write_packs
from kam.packs.queries import current_packs
from kam.people.pages.tabs import settings_tabs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kam.packs.queries import Edition
    from kam.people.models import User
    from kam.people.pages.tabs import Tab


@dataclass(frozen=True)
class PackRow:
    """One pack as it is used today."""

    name: str
    expansion: str
    verified: bool
    version: int
    is_shipped: bool
    author: str
    at: datetime | None
    change_note: str
    url: str


@dataclass(frozen=True)
class PackListPage:
    """All packs."""

    tabs: Sequence[Tab]
    rows: Sequence[PackRow]
    may_write: bool


def pack_list_page(user: User) -> PackListPage:
    """Read the list; cost: one statement."""
    return PackListPage(
        tabs=settings_tabs(user, "list"),
        rows=[_row(edition) for edition in current_packs(user)],
        may_write=may_write_packs(user),
    )


def _row(edition: Edition) -> PackRow:
    return PackRow(
        name=said(edition.document.name),
        expansion=said(edition.document.expansion),
        verified=edition.document.verified,
        version=edition.version,
        is_shipped=edition.is_shipped,
        author=edition.author,
        at=edition.at,
        change_note=edition.change_note,
        url=reverse("packs:pack", args=[edition.key]),
    )
