"""What a device is answered about an item, the same however often it asks."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from kam.audit.rules import plain
from kam.core.errors import Invalid
from kam.core.text import visible
from kam.sync.terms import EnvelopeState
from kam.web.speech import SENTENCES, kept_day, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from kam.core.errors import KamError
    from kam.sync.models import Envelope

LATE = "late"
REUSED = "op-reused"


@dataclass(frozen=True)
class Receipt:
    """What became of an item; `digest` is that of its exact body."""

    op: UUID
    digest: str
    state: str
    seq: int | None = None
    reason: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    conflicts: Mapping[str, Any] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    visit_id: int | None = None


def receipt_of(envelope: Envelope) -> Receipt:
    """Return the receipt of a stored item."""
    is_read = envelope.noun == "visit" and envelope.reason != LATE
    return Receipt(
        op=envelope.op,
        digest=envelope.digest,
        state=envelope.state,
        seq=envelope.pk,
        reason=envelope.reason,
        told=spoken(envelope.faults or {}),
        conflicts=json.loads(envelope.conflicts) if envelope.conflicts else {},
        merged=tuple(envelope.merged),
        visit_id=envelope.object_id if is_read else None,
    )


def reused(op: UUID, digest: str) -> Receipt:
    """Refuse another body under an id that was used."""
    return Receipt(op, digest, EnvelopeState.REFUSED, reason=REUSED)


def written(error: KamError) -> dict[str, Any]:
    """Return a refusal as it is kept: its marked texts, and what fills their places."""
    fields = error.fields if isinstance(error, Invalid) else {}
    return {
        **{name: getattr(error, name) for name in SENTENCES},
        "errors": {
            visible(name): [visible(str(text)) for text in texts]
            for name, texts in fields.items()
        },
        "params": {name: _kept(value) for name, value in error.params.items()},
    }


def _kept(value: object) -> object:
    if isinstance(value, str):
        return visible(value)
    return kept_day(value) if type(value) is date else plain(value)
