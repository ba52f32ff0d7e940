"""Servers and devices with one fault each, which the verdict must notice."""

from __future__ import annotations

import uuid
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from kam.sync.models import Envelope
from kam.sync.services import pushing
from kam.sync.services.receipts import Receipt
from kam.sync.services.weighing import Weighed
from tests.offline.device import Device

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from tests.offline.device import Item


class Forgetful(Device):
    """Drops what it sent as soon as anything comes back."""

    def deliver(self, items: Iterable[Item]) -> None:
        """Believe every answer."""
        batch = list(items)
        told = self.wire.post(self.client, self.frame(batch))
        if told is not None:
            for item in batch:
                if item in self.outbox:
                    self.outbox.remove(item)


class Trusting(Device):
    """Drops an item whatever digest the receipt names, after a broken batch too."""

    def frame(self, batch: Iterable[Item]) -> dict[str, Any]:
        """Spoil a text on its way now and then."""
        told = super().frame(batch)
        for one in told["items"]:
            if self.rng.random() < 0.2:
                one["body"] = one["body"][:-1]
        return told

    def take(self, batch: Iterable[Item], receipt: dict[str, Any]) -> None:
        """Ask for the id only."""
        for item in batch:
            if item.op == receipt.get("op") and item in self.outbox:
                self.outbox.remove(item)


@dataclass
class Shared(Device):
    """Has one outbox for everybody, and sends it for whoever is signed in."""

    common: list[Item] = field(default_factory=list)

    @property
    def outbox(self) -> list[Item]:
        """What anybody wrote."""
        self.outboxes.setdefault(self.user.pk, [])
        return self.common


@contextmanager
def doubling() -> Iterator[None]:
    """Let the server take the same item again and again."""
    real = pushing.letter_of

    def fresh(*told: Any) -> Any:
        letter = real(*told)
        if Envelope.objects.filter(op=letter.envelope.op).exists():
            letter.envelope.op = uuid.uuid4()
        return letter

    def answered(_actor: Any, item: Any, envelope: Any) -> Any:
        return Receipt(item.op, item.digest, envelope.state)

    with (
        patch.object(pushing, "_known", lambda _items: {}),
        patch.object(pushing, "letter_of", fresh),
        patch.object(pushing, "_receipt", answered),
    ):
        yield


@contextmanager
def last_wins() -> Iterator[None]:
    """Let the server write the last value over every other."""

    def over(*, wanted: Any, **_sides: Any) -> Weighed:
        return Weighed(dict(wanted))

    with patch("kam.sync.services.applying.places.weigh", over):
        yield


@contextmanager
def careless() -> Iterator[None]:
    """Let the server throw away what it refuses."""
    with patch("kam.sync.services.letters.KEPT", ()):
        yield


@dataclass(frozen=True)
class Control:
    """A fault, how the verdict calls it, and where it sits."""

    caught: str
    device: type[Device] = Device
    spoilt: Callable[[], AbstractContextManager[Any]] = nullcontext


CONTROLS = {
    "a server without the uniqueness of items": Control("doubled", spoilt=doubling),
    "a server where the last one wins": Control("lost", spoilt=last_wins),
    "a server that throws away what it refuses": Control("lost", spoilt=careless),
    "a device that believes any answer": Control("lost", Forgetful),
    "a device that asks for no digest": Control("lost", Trusting),
    "a device with one outbox for everybody": Control("foreign", Shared),
}
