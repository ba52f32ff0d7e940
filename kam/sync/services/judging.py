"""What an administrator does with items in quarantine; their text is never shown."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kam.audit.batches import FEW_ROWS
from kam.audit.changes import deed_of
from kam.audit.services import record_many
from kam.core.clock import now
from kam.core.errors import Invalid, TooLarge
from kam.core.text import mark
from kam.people.policies import require
from kam.sync.keys import person_key
from kam.sync.models import Envelope
from kam.sync.policies import may_judge
from kam.sync.rules.bodies import uuid_of
from kam.sync.services.letters import TAKEN, letter_of
from kam.sync.services.outcomes import put_aside
from kam.sync.services.pushing import lock_author, try_again
from kam.sync.services.settling import GONE, decided
from kam.sync.terms import EnvelopeState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.people.models import User

E = EnvelopeState
LARGEST = 16 * 2**20
MOST = 20_000
# Why a file is put aside that goes with its record.
WITH_RECORD = ("no-access", "forbidden", "unknown")


class Brought(Invalid):
    """An administrator brought it in a file; it waits to be admitted."""

    code = "brought"
    usual = mark("管理员从文件里带来的，等着放行")


@dataclass(frozen=True)
class Taken:
    """How many items of a file are new, were there already, and could not be read."""

    new: int
    known: int
    unread: int


def admit(*, actor: User, envelope: Envelope) -> Envelope:
    """Carry an item out under its author's name, whatever the author may do now.

    The rules hold as ever: what breaks one stays in quarantine with its reason.
    """
    require(may_judge(actor))
    with transaction.atomic():
        current = _locked(envelope, (E.QUARANTINED,))
        done = try_again(author=current.author, envelope=current, is_admitted=True)
        done.decided_by, done.decided_at = actor, now()
        done.save(update_fields=["decided_by", "decided_at"])
        told = {"state": (E.QUARANTINED, done.state)}
        record_many(actor=actor, deeds=[deed_of(done, "envelope.admit", told)])
        if done.state in TAKEN and done.kind.startswith("visit."):
            for photo in _photos_of(done):
                admit(actor=actor, envelope=photo)
    return done


def _photos_of(record: Envelope) -> list[Envelope]:
    """Return the files that were put aside with the visit of a record."""
    rows = Envelope.objects.filter(author=record.author, kind="file.attach")
    kept = rows.filter(state=E.QUARANTINED, reason__in=WITH_RECORD)
    return [
        row
        for row in kept.select_related("author").order_by("pk")
        if uuid_of(json.loads(row.payload).get("visit")) == record.thing
    ]


def refuse(*, actor: User, envelope: Envelope) -> Envelope:
    """Do not admit an item; its author still has the text, and may correct it."""
    require(may_judge(actor))
    with transaction.atomic():
        current = _locked(envelope, (E.QUARANTINED,))
        return decided(actor, current, E.REFUSED, "envelope.refuse", current.payload)


def reconsider(*, actor: User, envelope: Envelope) -> Envelope:
    """Undo `refuse`."""
    require(may_judge(actor))
    with transaction.atomic():
        current = _locked(envelope, (E.REFUSED,))
        verb = "envelope.reconsider"
        return decided(actor, current, E.QUARANTINED, verb, current.payload)


def _locked(envelope: Envelope, states: tuple[str, ...]) -> Envelope:
    lock_author(envelope.author)
    rows = Envelope.objects.select_for_update(of=("self",)).select_related("author")
    current = rows.get(pk=envelope.pk)
    if current.state not in states:
        raise Invalid(GONE)
    return current


def bring(*, actor: User, author: User, content: bytes) -> Taken:
    """Put the items of a saved outbox into quarantine, under their author's name.

    The file says whose it is; it is taken for nobody else. What came before stays. An
    item that cannot be read, or whose id is another's, keeps no other one out.
    """
    require(may_judge(actor))
    listed = _read(author, content)
    items = _items(listed)
    with transaction.atomic():
        lock_author(author)
        rows_there = Envelope.objects.filter(op__in=items)
        there = dict(rows_there.values_list("op", "author_id"))
        rows = [
            _kept(author, op, body) for op, body in items.items() if op not in there
        ]
        Envelope.objects.bulk_create(rows, batch_size=FEW_ROWS)
        told = {"state": (None, E.QUARANTINED)}
        deeds = [deed_of(row, "envelope.bring", told) for row in rows]
        record_many(actor=actor, deeds=deeds)
    known = sum(whose == author.pk for whose in there.values())
    return Taken(new=len(rows), known=known, unread=len(listed) - len(rows) - known)


def _kept(author: User, op: Any, body: str) -> Envelope:
    digest = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
    letter = letter_of(author, None, op, body, digest, timedelta(0))
    letter.outcome = put_aside(Brought())
    letter.close()
    return letter.envelope


def _read(author: User, content: bytes) -> list[Any]:
    if len(content) > LARGEST:
        raise TooLarge(mark("文件太大：最多 %(limit)s MB"), limit=LARGEST // 2**20)
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or not isinstance(told.get("items"), list):
        raise Invalid(fields={"file": [mark("这不是设备上存下的离线内容文件")]})
    if told.get("user") != person_key(author):
        raise Invalid(fields={"author": [mark("这个文件不是这个人写的")]})
    listed: list[Any] = told["items"]
    if len(listed) > MOST:
        raise Invalid(fields={"file": [mark("文件里的项太多，请分成几个文件")]})
    return listed


def _items(listed: Iterable[Any]) -> dict[Any, str]:
    """Return the items that can be read, by their id; the first of an id stands."""
    found: dict[Any, str] = {}
    for one in listed:
        told = one if isinstance(one, dict) else {}
        op, body = uuid_of(told.get("op")), told.get("body")
        if op is not None and isinstance(body, str):
            found.setdefault(op, body)
    return found
