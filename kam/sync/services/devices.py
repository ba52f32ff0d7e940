"""Remembering which devices a person works with, and how wrong their clocks are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from kam.core.clock import now
from kam.sync.models import Device
from kam.sync.rules.timing import skew

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kam.people.models import User

FARTHEST = 10**11


def meet(
    user: User,
    uuid: UUID,
    claimed: datetime | None,
    build: str,
    left: int,
    sent: int,
) -> Device:
    """Note that a device was heard of just now; two or three statements."""
    moment = now()
    off = int(skew(claimed, moment).total_seconds())
    told = {
        "seen_at": moment,
        "skew_seconds": max(-FARTHEST, min(off, FARTHEST)),
        "build": build[:40],
        "left": left,
    }
    device, is_new = Device.objects.get_or_create(
        user=user, uuid=uuid, defaults={**told, "first_at": moment, "sent": sent}
    )
    if not is_new:
        rows = Device.objects.filter(pk=device.pk)
        rows.update(**told, sent=F("sent") + sent)
    return device


def forget_device(*, actor: User, device: Device) -> None:
    """Take a device off the list; what it sent stays, and it may come again."""
    Device.objects.filter(pk=device.pk, user=actor).delete()
