"""The shapes of this room for programs: hello, receipts, items."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from kam.core.clock import now
from kam.sync.build import build
from kam.sync.keys import person_key
from kam.sync.rules.bodies import SCHEMAS
from kam.sync.terms import EnvelopeState
from kam.web.interface import PageQuery

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.people.models import User
    from kam.sync.services.receipts import Receipt

LARGEST_BODY = 2_000_000
PRINTABLE = r"^[\x20-\x7e]*$"


def hello(user: User, csrf: str) -> dict[str, Any]:
    """Write who is signed in, what time it is, and which schemas are understood."""
    return {
        "user": {
            "key": person_key(user),
            "id": user.pk,
            "name": user.name,
            "language": user.language,
        },
        "csrf": csrf,
        "now": now().isoformat(),
        "build": build(),
        "schemas": list(SCHEMAS),
    }


def answer(user: User, receipts: Iterable[Receipt]) -> dict[str, Any]:
    """Write the answer to a batch."""
    return {
        "user": person_key(user),
        "now": now().isoformat(),
        "receipts": [receipt_out(receipt) for receipt in receipts],
    }


def receipt_out(receipt: Receipt) -> dict[str, Any]:
    """Write one receipt; what is empty is left out."""
    told = {
        "seq": receipt.seq,
        "reason": receipt.reason,
        **{name: receipt.told.get(name) for name in ("what", "why", "todo", "errors")},
        "conflicts": dict(receipt.conflicts),
        "fields": list(receipt.merged),
        "visit_id": receipt.visit_id,
    }
    return {
        "op": str(receipt.op),
        "hash": receipt.digest,
        "state": str(receipt.state),
        **{name: value for name, value in told.items() if value},
    }


class Exact(Schema):
    """A body whose texts are taken as they are, without a strange field."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class ItemIn(Exact):
    """One item: its id, and the exact text of its body, which is hashed."""

    op: UUID
    body: Annotated[str, Field(max_length=LARGEST_BODY)]


class PushIn(Exact):
    """What a device sends."""

    version: Literal[1] = Field(alias="schema")
    user: UUID
    device: UUID
    now: Annotated[str, Field(max_length=40, pattern=PRINTABLE)] | None = None
    build: Annotated[str, Field(max_length=40, pattern=PRINTABLE)] = ""
    left: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    items: Annotated[list[ItemIn], Field(max_length=50)]


class ReceiptOut(Schema):
    """What became of an item."""

    op: UUID
    hash: str
    state: EnvelopeState
    seq: int | None = None
    reason: str = ""
    what: str = ""
    why: str = ""
    todo: str = ""
    errors: dict[str, list[str]] = {}
    conflicts: dict[str, dict[str, Any]] = {}
    fields: list[str] = []
    visit_id: int | None = None


class PushOut(Schema):
    """The answer to a batch, in the order of its items."""

    user: UUID
    now: datetime
    receipts: list[ReceiptOut]


class EnvelopeQuery(PageQuery):
    """Which items to list."""

    open: bool | None = Field(
        default=None, description="Only those that wait for something, or only others."
    )


class EnvelopeOut(Schema):
    """An item that one's own devices sent."""

    id: int
    op: UUID
    kind: str
    thing: UUID | None
    account_id: int | None
    state: EnvelopeState
    reason: str
    hash: str
    size: int
    claimed_at: datetime | None
    is_skewed: bool
    created_at: datetime
    payload: str


def envelope_out(row: Any) -> EnvelopeOut:
    """Write an item read with the account that its reader sees."""
    return EnvelopeOut(
        id=row.pk,
        op=row.op,
        kind=row.kind,
        thing=row.thing,
        account_id=row.seen_account,
        state=EnvelopeState(row.state),
        reason=row.reason,
        hash=row.digest,
        size=row.size,
        claimed_at=row.claimed_at,
        is_skewed=row.is_skewed,
        created_at=row.created_at,
        payload=row.payload,
    )
