"""An item on its way: its envelope, its body as read, and what became of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kam.audit.rules import plain
from kam.core.clock import now
from kam.core.errors import KamError
from kam.sync.models import Envelope
from kam.sync.rules.bodies import (
    KINDS,
    LARGEST_SCHEMA,
    kept_text,
    moment,
    read_body,
    read_json,
    uuid_of,
)
from kam.sync.rules.timing import believed, is_skewed
from kam.sync.services.applying.asking import Asked
from kam.sync.services.outcomes import Outcome, put_aside
from kam.sync.services.receipts import written
from kam.sync.terms import EnvelopeState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta
    from uuid import UUID

    from kam.people.models import User
    from kam.sync.models import Device
    from kam.sync.rules.bodies import Body

# What is kept until somebody has decided, with its text.
KEPT = (
    EnvelopeState.WAITING,
    EnvelopeState.CONFLICT,
    EnvelopeState.QUARANTINED,
    EnvelopeState.REFUSED,
    EnvelopeState.DROPPED,
)


# What has been written, at least as far as nobody has to choose.
TAKEN = (EnvelopeState.STORED, EnvelopeState.MERGED, EnvelopeState.CONFLICT)


@dataclass(eq=False)
class Letter:
    """One item; without an outcome it is still to be carried out."""

    envelope: Envelope
    asked: Asked | None = None
    outcome: Outcome | None = None
    is_hurried: bool = False
    missing: UUID | None = None
    unsettled: list[UUID] = field(default_factory=list)

    @property
    def body(self) -> Body | None:
        """What it asks, if it can be read."""
        return self.asked.body if self.asked is not None else None

    @property
    def settles(self) -> UUID | None:
        """Which earlier item it stands for: none, as long as it is refused itself."""
        is_done = self.outcome is not None and self.outcome.state in TAKEN
        op = self.body.settles if self.body is not None and is_done else None
        return op if op != self.envelope.op else None

    def close(self) -> None:
        """Write the outcome on the envelope; the ids of new records are known now."""
        outcome, envelope = self.outcome or Outcome(), self.envelope
        envelope.state, envelope.reason = outcome.state, outcome.reason
        envelope.faults = written(outcome.error) if outcome.error else {}
        envelope.merged = list(outcome.merged)
        envelope.conflicts = _written(outcome.conflicts)
        envelope.waits_for = self.missing
        if outcome.row is not None:
            envelope.noun = outcome.row._meta.model_name or ""
            envelope.object_id = outcome.row.pk
        if envelope.state not in KEPT:
            envelope.payload = ""
        envelope.updated_at = now()


def _written(conflicts: Mapping[str, Mapping[str, Any]]) -> str:
    if not conflicts:
        return ""
    return json.dumps(plain(dict(conflicts)), ensure_ascii=False)


def letter_of(
    author: User,
    device: Device | None,
    op: UUID,
    text: str,
    digest: str,
    off: timedelta,
) -> Letter:
    """Open an item that came just now; one that cannot be read is kept as it is."""
    envelope = Envelope(
        op=op,
        author=author,
        device=device,
        digest=digest,
        size=len(text.encode("utf-8", "surrogatepass")),
        payload=kept_text(text),
        is_skewed=is_skewed(off),
    )
    try:
        told = read_json(text)
    except KamError as error:
        return Letter(envelope, outcome=put_aside(error))
    _describe(envelope, told)
    return _opened(author, envelope, told, off)


def _opened(
    author: User, envelope: Envelope, told: Mapping[str, Any], off: timedelta
) -> Letter:
    try:
        body = read_body(told)
    except KamError as error:
        return Letter(envelope, outcome=put_aside(error))
    written = believed(body.at, off, now())
    return Letter(envelope, Asked(body, author, written))


def _describe(envelope: Envelope, told: Mapping[str, Any]) -> None:
    """Write on the envelope what can be read of an item, even of a faulty one."""
    kind, schema = told.get("kind"), told.get("schema")
    if isinstance(kind, str) and kind in KINDS:
        envelope.kind = kind
    if isinstance(schema, int) and 0 < schema <= LARGEST_SCHEMA:
        envelope.schema = schema
    envelope.thing = uuid_of(told.get("id"))
    envelope.claimed_at = moment(told.get("at"))


def stored_letter(
    author: User, envelope: Envelope, *, is_hurried: bool = False
) -> Letter:
    """Open an item that was kept; its time was believed when it came."""
    try:
        told = read_json(envelope.payload)
        body = read_body(told)
    except KamError as error:
        return Letter(envelope, outcome=put_aside(error))
    written = _written_at(envelope)
    return Letter(envelope, Asked(body, author, written), is_hurried=is_hurried)


def _written_at(envelope: Envelope) -> datetime:
    came = envelope.created_at
    if envelope.is_skewed or envelope.claimed_at is None:
        return came
    return min(envelope.claimed_at, came)
