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
    """Return `value` as JSON keeps it on both databases, to the last digit.

    PostgreSQL gives 1e+22 back as an integer and -0.0 without its sign, and a value
    that comes back otherwise would look altered; so broken numbers become text.
    """
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
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


def value_digest(*parts: object) -> str:
    """Digest salt, value before and value after; the salt forbids guessing back."""
    return _seal(*parts)


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
