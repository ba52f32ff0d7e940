"""What happened to a record: who, when, and each value in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kam.audit.queries import entries_where
from kam.core.paging import Page, paginate
from kam.desk.queries.naming import Names, place_of
from kam.desk.queries.records import KINDS, RECORDS
from kam.desk.terms import Veil
from kam.people.scopes import hidden_fields

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kam.audit.models import Entry
    from kam.people.models import User

SIZE = 30
UNTOLD = frozenset({"path"})


@dataclass(frozen=True)
class Change:
    """One field of an entry: what it was and what it became."""

    noun: str
    field: str
    was: Any
    became: Any


@dataclass(frozen=True)
class Told:
    """One entry as the reader may know it; `words` are its record's, where asked."""

    id: int
    at: datetime
    who: str
    noun: str
    object_id: int
    verb: str
    changes: tuple[Change, ...]
    words: str = ""


def history_of(user: User, noun: str, record: Any, cursor: str = "") -> Page:
    """Return a page of what happened to a record that the user sees, newest first."""
    wanted = Q(noun=noun, object_id=record.pk)
    parts_of = RECORDS[noun].parts
    for part, pks in parts_of(record) if parts_of else ():
        wanted |= Q(noun=part, object_id__in=pks)
    page = paginate(entries_where(wanted), order=("-id",), cursor=cursor, size=SIZE)
    told = told_entries(user, page.rows)
    return Page(rows=told, next=page.next, previous=page.previous)


def told_entries(
    user: User, entries: Sequence[Entry], *, named: bool = True
) -> list[Told]:
    """Return entries with hidden values masked, and keys named if wanted."""
    values = [(entry, _values(entry)) for entry in entries]
    keyed = [(e.noun, name, pair) for e, kept in values for name, pair in kept]
    names = Names(user, keyed if named else [])
    return [
        Told(
            id=entry.pk,
            at=entry.at,
            who=entry.actor.name if entry.actor else "",
            noun=entry.noun,
            object_id=entry.object_id,
            verb=entry.verb,
            changes=tuple(
                _change(user, entry.noun, name, pair, names) for name, pair in kept
            ),
        )
        for entry, kept in values
    ]


def _values(entry: Entry) -> list[tuple[str, tuple[Any, Any]]]:
    """Return the fields of an entry with their values; erased ones say so."""
    detail = getattr(entry, "detail", None)
    kept = detail.values if detail else {}
    pairs = []
    for name in sorted(entry.digests, key=lambda name: place_of(entry.noun, name)):
        if name not in UNTOLD:
            _salt, was, became = kept.get(name) or ("", Veil.ERASED, Veil.ERASED)
            pairs.append((name, (was, became)))
    return pairs


def _change(
    user: User, noun: str, name: str, pair: tuple[Any, Any], names: Names
) -> Change:
    if is_masked(user, noun, name):
        return Change(noun, name, Veil.RESTRICTED, Veil.RESTRICTED)
    return Change(noun, name, *(names.of(noun, name, value) for value in pair))


def is_masked(user: User, noun: str, name: str) -> bool:
    """Say whether a field of an entry is hidden from the reader."""
    kept = KINDS.get(noun)
    if kept is None:
        return True
    called = dict(kept.renamed).get(name, name)
    return called in hidden_fields(user, kept.noun)
