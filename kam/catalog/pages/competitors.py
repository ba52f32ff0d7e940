"""The list of competitors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.catalog.queries import competitors_for
from kam.people.pages.tabs import settings_tabs
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.people.pages.tabs import Tab

MOST = 500


@dataclass(frozen=True)
class CompetitorRow:
    """One competitor; `url` is empty where the reader changes nothing."""

    name: str
    note: str
    is_active: bool
    url: str


@dataclass(frozen=True)
class CompetitorListPage:
    """All competitors."""

    tabs: Sequence[Tab]
    rows: Sequence[CompetitorRow]
    may_create: bool


def competitor_list_page(user: User) -> CompetitorListPage:
    """Read the list; cost: one statement."""
    editable = may(user, "competitor", "change")
    return CompetitorListPage(
        tabs=settings_tabs(user, "competitors"),
        rows=[
            CompetitorRow(
                name=row.name,
                note=row.note,
                is_active=row.is_active,
                url=reverse("catalog:competitor", args=[row.pk]) if editable else "",
            )
            for row in competitors_for(user)[:MOST]
        ],
        may_create=may(user, "competitor", "create"),
    )
