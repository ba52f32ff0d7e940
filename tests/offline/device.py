"""A device that follows the client's rules of the protocol (docs/explain/offline.md).

It keeps every item until a receipt names its id and the digest of its exact text, one
outbox for each person, and sends nobody's items under another name.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.test import Client

from kam.core.clock import now
from kam.sync.keys import person_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from kam.people.models import User
    from tests.offline.wire import Wire

KEPT = ("waiting", "conflict", "quarantined", "refused")
BATCH = 50


@dataclass
class Item:
    """One item of an outbox; once it was tried it never changes."""

    op: str
    body: str
    author: int
    things: tuple[str, ...] = ()
    is_tried: bool = False

    @property
    def digest(self) -> str:
        """The digest of the exact text."""
        return hashlib.sha256(self.body.encode()).hexdigest()


@dataclass
class Device:
    """A browser with an outbox for each person who ever signed in on it."""

    number: int
    user: User
    rng: Random
    wire: Wire
    schema: int = 1
    off: timedelta = timedelta(0)
    outboxes: dict[int, list[Item]] = field(default_factory=dict)
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)
    written: list[Item] = field(default_factory=list)
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        """Sign its first person in."""
        self.sign_in(self.user)

    @property
    def outbox(self) -> list[Item]:
        """What its person has not got a receipt for."""
        return self.outboxes.setdefault(self.user.pk, [])

    def sign_in(self, user: User) -> None:
        """Let somebody sign in; what others left stays theirs."""
        self.user = user
        self.client = Client()
        if type(user).objects.filter(pk=user.pk, is_active=True).exists():
            self.client.force_login(user)

    def made(self, *words: str) -> str:
        """Return an id that this history always makes alike."""
        place = f"{len(self.written)}/{'/'.join(words)}"
        return str(uuid5(UUID(int=self.rng.getrandbits(128)), place))

    def write(self, kind: str, thing: str, **said: Any) -> Item:
        """Put an item into the outbox, behind those about the same things."""
        body = {
            "schema": self.schema,
            "kind": kind,
            "id": thing,
            "after": [i.op for i in self.outbox if thing in i.things],
            "at": (now() + self.off).isoformat(),
            **said,
        }
        inner = [one["id"] for n in ("actions", "promises") for one in said.get(n, ())]
        item = Item(
            op=self.made(kind),
            body=json.dumps(body, ensure_ascii=False),
            author=self.user.pk,
            things=(thing, *inner),
        )
        self.outbox.append(item)
        self.written.append(item)
        return item

    def send(self, *, mixed: bool = False, some: int = BATCH) -> None:
        """Send a batch; what comes back decides what leaves the outbox."""
        items = list(self.outbox)
        if mixed:
            self.rng.shuffle(items)
        self.deliver(items[:some])

    def deliver(self, items: Iterable[Item]) -> None:
        """Send some items, and read the answer as far as it can be read."""
        batch = list(items)
        for item in batch:
            item.is_tried = True
        told = self.wire.post(self.client, self.frame(batch))
        for receipt in receipts_in(told, person_key(self.user)):
            self.take(batch, receipt)

    def frame(self, batch: Iterable[Item]) -> dict[str, Any]:
        """Write a batch; it says whose it is."""
        return {
            "schema": self.schema,
            "user": person_key(self.user),
            "device": str(UUID(int=self.number + 1)),
            "now": (now() + self.off).isoformat(),
            "left": len(self.outbox),
            "items": [{"op": item.op, "body": item.body} for item in batch],
        }

    def take(self, batch: Iterable[Item], receipt: dict[str, Any]) -> None:
        """Let an item go whose id and digest the server names."""
        for item in batch:
            if item.op == receipt.get("op") and item.digest == receipt.get("hash"):
                self.receipts[item.op] = receipt
                if item in self.outbox and receipt.get("reason") != "op-reused":
                    self.outbox.remove(item)


def receipts_in(told: bytes | None, key: str) -> list[dict[str, Any]]:
    """Return the receipts of an answer that is whole, and for this person."""
    try:
        answer = json.loads(told or b"")
    except ValueError:
        return []
    if not isinstance(answer, dict) or answer.get("user") != key:
        return []
    found: list[dict[str, Any]] = answer.get("receipts", [])
    return found
