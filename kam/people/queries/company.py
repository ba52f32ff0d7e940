"""What a company chose for its settings, and how many records it has."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.db.models import Exists, Subquery, TextField
from django.db.models import Value as Constant
from django.db.models.functions import Cast, Concat

from kam.core.expressions import Joined, split
from kam.core.models import Record
from kam.core.paging import CappedCount, capped_count
from kam.core.settings_book import Value, entries, entry_of
from kam.people.models import Setting

if TYPE_CHECKING:
    from datetime import datetime

COUNTED_TO = 100_000


def setting(key: str) -> Value:
    """Return what the company chose for a setting, or its default."""
    return settings_of(key)[key]


def settings_of(*keys: str) -> dict[str, Value]:
    """Return several settings, or all of the book, in one statement."""
    wanted = [entry_of(key) for key in keys] or entries()
    names = [entry.key for entry in wanted]
    rows = Setting.objects.filter(key__in=names).values_list("key", "value")
    chosen: dict[str, Value] = dict(rows)
    return {entry.key: chosen.get(entry.key, entry.default) for entry in wanted}


def settings_beside(*keys: str) -> Subquery:
    """Return an annotation that brings settings along with a row that is read anyway.

    Read it with `settings_from`.
    """
    told = Concat(
        "key", Constant("="), Cast("value", TextField()), output_field=TextField()
    )
    rows = Setting.objects.filter(key__in=keys).order_by().annotate(one=Constant(1))
    return Subquery(
        rows.values("one").annotate(told=Joined(told, "key")).values("told")
    )


def settings_from(text: str | None, *keys: str) -> dict[str, Value]:
    """Return the settings that `settings_beside` brought along."""
    pairs = (part.split("=", 1) for part in split(text))
    chosen = {key: json.loads(value) for key, value in pairs}
    return {key: chosen.get(key, entry_of(key).default) for key in keys}


def is_on(key: str) -> Exists:
    """Return the condition that the company switched something on.

    It is for what is off unless chosen.
    """
    return Exists(Setting.objects.filter(key=entry_of(key).key, value=True))


def chosen_settings() -> dict[str, tuple[Value, datetime]]:
    """Return what was ever chosen, with the time of the last choice."""
    rows = Setting.objects.values_list("key", "value", "updated_at")
    return {key: (cast("Value", value), at) for key, value, at in rows}


@dataclass(frozen=True)
class NounCount:
    """How many records of one noun the company has."""

    label: str
    count: CappedCount


def record_counts() -> list[NounCount]:
    """Count the records of each noun that says how it is counted; no content."""
    models = [m for m in apps.get_models() if issubclass(m, Record) and m.COUNTED]
    return [
        NounCount(
            str(model.COUNTED), capped_count(model._default_manager.all(), COUNTED_TO)
        )
        for model in models
    ]
