"""What a device of somebody has sent, for the world of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from kam.sync.models import Device, Envelope
from kam.sync.services import Claim, Item, push

if TYPE_CHECKING:
    from kam.people.models import User


def sent(holding: str, user: User) -> dict[tuple[str, str], Any]:
    """Let somebody's device have sent an item that cannot be read."""
    number = UUID(int=user.pk)
    push(actor=user, claim=Claim(number), items=[Item(number, "{")])
    kept = Envelope.objects.get(op=number)
    return {
        ("envelope", holding): kept,
        ("quarantine", holding): kept,
        ("device", holding): Device.objects.get(uuid=number),
    }
