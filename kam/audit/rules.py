"""How an entry is sealed: plain values in, hexadecimal digests out."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Mapping


def plain(value: object) -> object:
    """Return `value` as JSON can keep it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, set | frozenset | tuple):
        return [plain(item) for item in value]
    return value


def _seal(*parts: object) -> str:
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def salted(changes: Mapping[str, tuple[object, object]]) -> dict[str, list[object]]:
    """Return each field's salt, value before and value after."""
    return {
        field: [secrets.token_hex(8), plain(before), plain(after)]
        for field, (before, after) in changes.items()
    }


def value_digest(salt: object, before: object, after: object) -> str:
    """Digest one changed value; without the salt it cannot be guessed back."""
    return _seal(salt, before, after)


def entry_digest(previous: str, body: Mapping[str, object]) -> str:
    """Digest one entry together with the digest of the entry before it."""
    return _seal(previous, dict(body))


class Sealed(Protocol):
    """What the digest of an entry covers."""

    chain: str
    position: int
    at: datetime
    actor_id: int | None
    verb: str
    noun: str
    object_id: int
    account_id: int | None
    digests: dict[str, str]


def body_of(entry: Sealed) -> dict[str, object]:
    """Return what the digest of an entry covers."""
    return {
        "chain": entry.chain,
        "position": entry.position,
        "at": entry.at.isoformat(),
        "actor": entry.actor_id,
        "verb": entry.verb,
        "noun": entry.noun,
        "object": entry.object_id,
        "account": entry.account_id,
        "digests": entry.digests,
    }
