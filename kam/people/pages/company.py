"""The settings of the company, and how many records it has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kam.core.settings_book import Entry, Value, entries
from kam.people.pages.tabs import Tab, settings_tabs
from kam.people.policies import may_change_settings
from kam.people.queries import NounCount, chosen_settings, record_counts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kam.people.models import User


@dataclass(frozen=True)
class Draft:
    """What somebody typed for a setting and why it was not taken."""

    value: str
    error: str
    opened: str = ""


@dataclass(frozen=True)
class SettingRow:
    """One setting as the page shows it."""

    key: str
    label: str
    about: str
    unit: str
    value: Value
    shown: str
    default: Value
    bounds: str
    verified: bool
    is_default: bool
    is_switch: bool
    step: str
    low: float
    high: float
    changed_at: datetime | None
    draft: Draft | None


@dataclass(frozen=True)
class SettingGroup:
    """The settings of one room."""

    label: str
    rows: list[SettingRow] = field(default_factory=list)


@dataclass(frozen=True)
class CompanyPage:
    """Every setting of the book, by group."""

    tabs: list[Tab]
    groups: list[SettingGroup]
    may_change: bool


def company_page(user: User, drafts: Mapping[str, Draft] | None = None) -> CompanyPage:
    """Return the settings; `drafts` holds what was typed and not taken."""
    chosen = chosen_settings()
    groups: dict[str, SettingGroup] = {}
    for entry in sorted(entries(), key=lambda entry: entry.key.partition(".")[0]):
        group = groups.setdefault(entry.group, SettingGroup(_(entry.group)))
        group.rows.append(_row(entry, chosen.get(entry.key), drafts or {}))
    return CompanyPage(
        tabs=settings_tabs(user, "company"),
        groups=list(groups.values()),
        may_change=may_change_settings(user),
    )


def _row(
    entry: Entry, chosen: tuple[Value, datetime] | None, drafts: Mapping[str, Draft]
) -> SettingRow:
    value, at = chosen or (entry.default, None)
    draft = drafts.get(entry.key)
    return SettingRow(
        key=entry.key,
        label=_(entry.label),
        about=_(entry.about),
        unit=_(entry.unit) if entry.unit else "",
        value=value,
        shown=draft.value if draft else written(value),
        default=entry.default,
        bounds=f"{written(entry.low)} – {written(entry.high)}",
        verified=entry.verified,
        is_default=value == entry.default,
        is_switch=isinstance(entry.default, bool),
        step="any" if isinstance(entry.default, float) else "1",
        low=entry.low,
        high=entry.high,
        changed_at=at,
        draft=draft,
    )


def written(value: Value) -> str:
    """Write a value as a person types it."""
    return f"{value:.10g}" if isinstance(value, float) else str(int(value))


@dataclass(frozen=True)
class CountsPage:
    """How many records of each noun there are; nothing of their content."""

    tabs: list[Tab]
    counts: list[NounCount]


def counts_page(user: User) -> CountsPage:
    """Return the numbers an administrator sees."""
    return CountsPage(tabs=settings_tabs(user, "counts"), counts=record_counts())
