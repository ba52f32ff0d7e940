"""Verbs on the settings of the company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core.errors import NotFound, Stale
from kam.core.settings_book import Entry, Value, checked, entries, read
from kam.people.models import Setting
from kam.people.policies import may_change_settings, require

if TYPE_CHECKING:
    from kam.people.models import User


@dataclass(frozen=True)
class SettingChange:
    """What a setting was and what it is now."""

    entry: Entry
    before: Value
    after: Value


def change_setting(
    *, actor: User | None, key: str, value: object, before: object = None
) -> SettingChange:
    """Choose a value within the bounds of the book; a text is read as it is typed.

    `before` is the value the person saw; another choice meanwhile is told.
    """
    entry = _entry(key)
    require(may_change_settings(actor))
    wanted, before = checked(entry, read(entry, value)), read(entry, before)
    with transaction.atomic():
        row = Setting.objects.select_for_update().filter(key=key).first()
        current: Value = entry.default if row is None else row.value
        if before is not None and current not in (before, wanted):
            told = {"before": before, "mine": wanted, "theirs": current}
            raise Stale(conflicts={"value": told})
        if row is not None:
            told = {"value": wanted}
            changes.change(actor=actor, row=row, wanted=told, verb="setting.change")
        elif wanted != entry.default:
            row = Setting(key=key, value=wanted)
            changes.create(actor=actor, row=row, verb="setting.change")
    return SettingChange(entry, current, wanted)


def reset_setting(*, actor: User | None, key: str) -> SettingChange:
    """Return to the default of the book."""
    return change_setting(actor=actor, key=key, value=_entry(key).default)


def _entry(key: str) -> Entry:
    found = next((entry for entry in entries() if entry.key == key), None)
    if found is None:
        raise NotFound
    return found
