"""What an author does with a kept item: choose, do it now, give it up, take it back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kam.audit.changes import deed_of
from kam.audit.services import record
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.policies import require
from kam.sync.models import Envelope
from kam.sync.policies import may_settle
from kam.sync.rules.timing import UNDONE_WITHIN
from kam.sync.services.pushing import lock_author, try_again
from kam.sync.services.running import waiting_for
from kam.sync.terms import EnvelopeState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User

E = EnvelopeState
MINE, THEIRS = "mine", "theirs"
STATE = "state"
GONE = mark("这一项已经处理过了")
OPEN = (E.WAITING, E.CONFLICT, E.QUARANTINED, E.REFUSED)


def settle(*, actor: User, envelope: Envelope, choices: Mapping[str, str]) -> Envelope:
    """Store the chosen side of every field in conflict; the item is settled then.

    Where somebody changed a field once more meanwhile, there is a choice again.
    """
    require(may_settle(actor, envelope))
    with transaction.atomic():
        current = _locked(actor, envelope, (E.CONFLICT,))
        conflicts: dict[str, Any] = json.loads(current.conflicts or "{}")
        left = [n for n in conflicts if choices.get(n) not in (MINE, THEIRS)]
        if left:
            raise Invalid(fields={name: [mark("请选一个")] for name in left})
        if choices.get(STATE) == THEIRS:
            return decided(actor, current, E.SETTLED, "envelope.choose")
        current.payload = _decided(current.payload, conflicts, choices)
        current.save(update_fields=["payload", "updated_at"])
        done = try_again(author=actor, envelope=current)
        if done.state in (E.STORED, E.MERGED):
            return decided(actor, done, E.SETTLED, "envelope.choose")
        return done


def _decided(
    payload: str, conflicts: Mapping[str, Any], choices: Mapping[str, str]
) -> str:
    """Return the body with what was chosen: mine goes on from theirs, knowingly."""
    told = json.loads(payload)
    base, wanted = dict(told.get("base") or {}), dict(told.get("wanted") or {})
    for name, sides in conflicts.items():
        if choices[name] == MINE:
            base[name] = sides["theirs"]
        else:
            wanted.pop(name, None)
    return json.dumps({**told, "base": base, "wanted": wanted}, ensure_ascii=False)


def hurry(*, actor: User, envelope: Envelope) -> Envelope:
    """Carry an item out now, whatever it waits for."""
    require(may_settle(actor, envelope))
    return try_again(author=actor, envelope=envelope)


def give_up(*, actor: User, envelope: Envelope) -> Envelope:
    """Need an item no more; for a day it can be taken back. Followers go on."""
    require(may_settle(actor, envelope))
    with transaction.atomic():
        current = _locked(actor, envelope, OPEN)
        forget_dropped(actor)
        done = decided(
            actor, current, E.DROPPED, "envelope.drop", payload=current.payload
        )
    for follower in waiting_for(actor, [done.op]):
        try_again(author=actor, envelope=follower)
    return done


def take_back(*, actor: User, envelope: Envelope) -> Envelope:
    """Undo `give_up`: the item is carried out, or kept with its reason again."""
    require(may_settle(actor, envelope))
    with transaction.atomic():
        current = _locked(actor, envelope, (E.DROPPED,))
        if not current.payload:
            raise Invalid(mark("放弃超过一天，原文已经清除"))
        _write(actor, current, "envelope.undrop", E.DROPPED, E.WAITING)
        return try_again(author=actor, envelope=current)


def forget_dropped(author: User) -> None:
    """Empty the texts of items that were given up more than a day ago."""
    rows = Envelope.objects.filter(author=author, state=E.DROPPED)
    old = rows.filter(decided_at__lt=now() - UNDONE_WITHIN)
    old.exclude(payload="").update(payload="", conflicts="")


def _locked(actor: User, envelope: Envelope, states: tuple[str, ...]) -> Envelope:
    lock_author(actor)
    current = Envelope.objects.select_for_update().get(pk=envelope.pk)
    if current.state not in states:
        raise Invalid(GONE)
    return current


def decided(
    actor: User, row: Envelope, state: str, verb: str, payload: str = ""
) -> Envelope:
    """Write a decision about an item down; its text stays only where it is given."""
    before, row.state = row.state, state
    row.payload, row.waits_for = payload, None
    if not payload:
        row.conflicts = ""
    row.decided_by, row.decided_at = actor, now()
    row.save()
    _write(actor, row, verb, before, state)
    return row


def _write(actor: User, row: Envelope, verb: str, before: str, state: str) -> None:
    record(actor=actor, deed=deed_of(row, verb, {STATE: (before, state)}))
