"""Taking what a device sends: every item once, in one transaction a batch."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from kam.core.clock import now
from kam.core.errors import KamError
from kam.core.text import mark
from kam.people.models import User
from kam.sync.models import Envelope
from kam.sync.rules.timing import skew
from kam.sync.services.devices import meet
from kam.sync.services.letters import Letter, letter_of, stored_letter
from kam.sync.services.outcomes import put_aside
from kam.sync.services.receipts import receipt_of, reused
from kam.sync.services.running import release, run, waiting_for
from kam.sync.terms import EnvelopeState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from kam.sync.models import Device
    from kam.sync.services.receipts import Receipt

log = logging.getLogger("kam.sync")
MOST = 50
# What one faulty item may raise; a busy or absent database is not among them.
FAULTS = (
    IntegrityError,
    DataError,
    ValidationError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class Faulty(KamError):
    """An item that the server could not carry out, through no fault of its author."""

    status = 500
    code = "fault"
    usual = mark("服务器没能处理这一项，原文已保管好")


@dataclass(frozen=True)
class Item:
    """One item as it came: its id and the exact text of its body."""

    op: UUID
    text: str

    @property
    def digest(self) -> str:
        """The SHA-256 of the exact text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Claim:
    """What a device says of itself; none of it is believed."""

    uuid: UUID
    now: datetime | None = None
    build: str = ""
    left: int = 0


def push(*, actor: User, claim: Claim, items: Sequence[Item]) -> list[Receipt]:
    """Store what a device sends and answer for every item, in their order.

    An item that was taken before is answered as then, however often it comes. Cost:
    a constant number of statements a batch. A faulty item costs no other one: the
    batch is then taken item by item.
    """
    try:
        return _take(actor, claim, items)
    except FAULTS:
        if len(items) > 1:
            return [
                r
                for item in items
                for r in push(actor=actor, claim=claim, items=[item])
            ]
        log.exception("an item could not be carried out: op %s", items[0].op)
    return _take_alone(actor, claim, items)


def _take_alone(actor: User, claim: Claim, items: Sequence[Item]) -> list[Receipt]:
    """Take one item by itself; those that waited for it follow one by one."""
    try:
        receipts = _take(actor, claim, items, releases=False)
    except FAULTS:
        log.exception("an item was put aside: op %s", items[0].op)
        return _take(actor, claim, items, carries=False)
    for envelope in waiting_for(actor, [item.op for item in items]):
        try_again(author=actor, envelope=envelope)
    return receipts


def _take(
    actor: User,
    claim: Claim,
    items: Sequence[Item],
    *,
    releases: bool = True,
    carries: bool = True,
) -> list[Receipt]:
    with transaction.atomic():
        lock_author(actor)
        device = meet(actor, claim.uuid, claim.now, claim.build, claim.left, len(items))
        known = _known(items)
        fresh = _fresh(actor, device, claim, items, known)
        if not carries:
            for letter in fresh.values():
                letter.outcome = letter.outcome or put_aside(Faulty())
        if fresh:
            run(actor, list(fresh.values()), releases=releases)
        known |= {op: letter.envelope for op, letter in fresh.items()}
    return [_receipt(actor, item, known[item.op]) for item in items]


def lock_author(author: User) -> None:
    """Let one author's items be taken one batch after another."""
    locked = User.objects.select_for_update(no_key=True).filter(pk=author.pk)
    locked.values_list("pk").get()


def _known(items: Sequence[Item]) -> dict[UUID, Envelope]:
    rows = Envelope.objects.filter(op__in=[item.op for item in items])
    return {row.op: row for row in rows}


def _fresh(
    actor: User,
    device: Device,
    claim: Claim,
    items: Iterable[Item],
    known: dict[UUID, Envelope],
) -> dict[UUID, Letter]:
    found: dict[UUID, Letter] = {}
    off = skew(claim.now, now())
    for item in items:
        if item.op not in known and item.op not in found:
            found[item.op] = letter_of(
                actor, device, item.op, item.text, item.digest, off
            )
    return found


def _receipt(actor: User, item: Item, envelope: Envelope) -> Receipt:
    is_same = (envelope.author_id, envelope.digest) == (actor.pk, item.digest)
    return receipt_of(envelope) if is_same else reused(item.op, item.digest)


def try_again(
    *, author: User, envelope: Envelope, is_admitted: bool = False
) -> Envelope:
    """Carry a kept item out now, whatever it still waits for.

    Where the server cannot, the item stays kept, with the reason.
    """
    try:
        return _again(author, envelope, is_admitted=is_admitted)
    except FAULTS:
        log.exception("a kept item could not be carried out: op %s", envelope.op)
    return _again(author, envelope, carries=False)


def _again(
    author: User,
    envelope: Envelope,
    *,
    is_admitted: bool = False,
    carries: bool = True,
) -> Envelope:
    with transaction.atomic():
        lock_author(author)
        current = Envelope.objects.select_for_update().get(pk=envelope.pk)
        if not current.payload or current.state in FINAL:
            return current
        letter = stored_letter(author, current, is_hurried=True)
        if not carries:
            letter.outcome = put_aside(Faulty())
        run(author, [letter], releases=not is_admitted, is_admitted=is_admitted)
        if is_admitted:
            release(author, [current.op])
    return letter.envelope


FINAL = (EnvelopeState.STORED, EnvelopeState.MERGED, EnvelopeState.SETTLED)
