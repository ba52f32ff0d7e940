"""The pack that is in force, and every version of a pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Subquery

from kam.core.errors import NotFound
from kam.packs.models import Pack
from kam.packs.rules.reading import read_document
from kam.packs.rules.shipped import KEYS, SHIPPED_VERSION, shipped
from kam.people.scopes import may

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kam.packs.rules.document import Document
    from kam.people.models import User


@dataclass(frozen=True)
class Edition:
    """One version of a pack; version 1 came with the product and has no author."""

    key: str
    version: int
    document: Document
    in_force: bool
    author: str = ""
    change_note: str = ""
    at: datetime | None = None
    pk: int | None = None

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the product."""
        return self.version == SHIPPED_VERSION


def current_pack(key: str) -> Document:
    """Return the document in force, in one statement; the shipped one where none is."""
    row = Pack.objects.of(key).in_force().first()
    return shipped(key) if row is None else row.content


def packs_of(*keys: str) -> dict[str, Document]:
    """Return the documents in force of several packs, in one statement."""
    rows = Pack.objects.in_force().filter(method__in=keys)
    stored = {row.method: row.content for row in rows}
    return {key: stored.get(key) or shipped(key) for key in keys}


def pack_beside(key: str) -> Subquery:
    """Return an annotation that brings a pack along with a row that is read anyway.

    Read it with `pack_from`.
    """
    rows = Pack.objects.of(key).in_force().order_by()
    return Subquery(rows.values("document")[:1])


def pack_from(told: object, key: str) -> Document:
    """Return the document that `pack_beside` brought along, or the shipped one."""
    return shipped(key) if told is None else read_document(told)


def current_packs(user: User) -> list[Edition]:
    """Return the version of every pack that is in force, in one statement."""
    rows = Pack.objects.visible_to(user).in_force().select_related("author")
    stored = {row.method: row for row in rows}
    _refuse_stranger(user)
    return [
        _edition(stored[key]) if key in stored else _shipped(key, in_force=True)
        for key in KEYS
    ]


def editions_of(user: User, key: str) -> list[Edition]:
    """Return every version of a pack, the newest first, in one statement."""
    _refuse_stranger(user)
    if key not in KEYS:
        raise NotFound
    rows = list(
        Pack.objects.visible_to(user)
        .of(key)
        .select_related("author")
        .order_by("-number")
    )
    is_used = not any(row.in_force for row in rows)
    return [*_editions(rows), _shipped(key, in_force=is_used)]


def edition_of(editions: Iterable[Edition], version: int | None = None) -> Edition:
    """Return one of the versions; without a number the one in force."""
    for edition in editions:
        if edition.version == version or (version is None and edition.in_force):
            return edition
    raise NotFound


def _refuse_stranger(user: User) -> None:
    if not may(user, "pack", "see"):
        raise NotFound


def _editions(rows: Iterable[Pack]) -> list[Edition]:
    return [_edition(row) for row in rows]


def _edition(row: Pack) -> Edition:
    return Edition(
        key=row.method,
        version=row.number,
        document=row.content,
        in_force=row.in_force,
        author=row.author.name if row.author else "",
        change_note=row.change_note,
        at=row.written_at,
        pk=row.pk,
    )


def _shipped(key: str, *, in_force: bool) -> Edition:
    return Edition(key, SHIPPED_VERSION, shipped(key), in_force)
