"""Writing a version of a pack, and choosing the one that everybody uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kam.audit import changes
from kam.core.errors import Invalid, NotFound, Stale
from kam.core.marking import mark
from kam.packs.models import Pack
from kam.packs.policies import may_choose_packs, may_write_packs
from kam.packs.rules.reading import read_document
from kam.packs.rules.shipped import KEYS, SHIPPED_VERSION
from kam.people.policies import require

if TYPE_CHECKING:
    from kam.packs.rules.document import Document
    from kam.people.models import User


@dataclass(frozen=True)
class VersionDraft:
    """A new version: plain values, a note of change, and whether to use it at once.

    `newest` is the newest version the person knew; another one meanwhile is told.
    """

    document: object
    change_note: str = ""
    in_force: bool = False
    newest: int | None = None


def save_version(*, actor: User | None, key: str, draft: VersionDraft) -> Pack:
    """Write a new version of a pack; older ones stay as they are."""
    require(may_write_packs(actor))
    if draft.in_force:
        require(may_choose_packs(actor))
    document = _document(key, draft.document)
    with transaction.atomic():
        newest = _newest(key)
        if draft.newest not in (None, newest):
            raise _stale(draft.newest, newest)
        row = Pack(
            method=key,
            number=newest + 1,
            document=document.as_json(),
            digest=document.digest,
            author=actor,
            change_note=draft.change_note,
        )
        row = _stored(actor, row, newest)
        if draft.in_force:
            put_in_force(actor=actor, key=key, version=row.number)
            row.refresh_from_db()
    return row


def put_in_force(
    *, actor: User | None, key: str, version: int, known: int | None = None
) -> int:
    """Let everybody use a version; returns the one that was used before.

    `known` is the version in force that the person saw; another one is told.
    """
    require(may_choose_packs(actor))
    if key not in KEYS:
        raise NotFound
    with transaction.atomic():
        rows = list(Pack.objects.select_for_update().of(key).order_by("number"))
        used = next((row for row in rows if row.in_force), None)
        before = used.number if used else SHIPPED_VERSION
        if known not in (None, before):
            raise _stale(known, before)
        chosen = next((row for row in rows if row.number == version), None)
        if chosen is None and version != SHIPPED_VERSION:
            raise NotFound
        if version != before:
            _switch(actor, used, on=False)
            _switch(actor, chosen, on=True)
    return before


def _document(key: str, raw: object) -> Document:
    """Return the document of a pack, which is about that pack."""
    if key not in KEYS:
        raise NotFound
    document = read_document(raw)
    if document.key != key:
        raise Invalid(fields={"key": [mark("这是另一个方法的包")]})
    return document


def _newest(key: str) -> int:
    rows = Pack.objects.select_for_update().of(key).order_by("-number")
    row = rows.first()
    return row.number if row else SHIPPED_VERSION


def _stored(actor: User | None, row: Pack, newest: int) -> Pack:
    """Store a version; somebody who wrote the same number a moment ago came first."""
    try:
        with transaction.atomic():
            return changes.create(actor=actor, row=row, verb="pack.write")
    except (IntegrityError, Invalid) as error:
        now = _newest(row.method)
        if now == newest:
            raise
        raise _stale(newest, now) from error


def _switch(actor: User | None, row: Pack | None, *, on: bool) -> None:
    if row is not None:
        verb = "pack.put_in_force" if on else "pack.put_aside"
        changes.change(actor=actor, row=row, wanted={"in_force": on}, verb=verb)


def _stale(mine: int | None, theirs: int) -> Stale:
    told = {"before": mine, "mine": mine, "theirs": theirs}
    return Stale(conflicts={"version": told}, revision=theirs)
