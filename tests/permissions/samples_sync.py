"""Knocking at the doors of devices that work without signal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from kam.sync.keys import person_key
from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from tests.permissions.world import World


def a_batch(world: World, _row: Any) -> dict[str, Any]:
    """Fill a batch of the representative; nobody else may send it."""
    return {
        "schema": 1,
        "user": person_key(world.cast.rep),
        "device": str(UUID(int=1)),
        "items": [],
    }


def kept(door: str) -> Sample:
    """Knock at a door of a kept item."""
    return Sample(door, "POST", about="envelope")


def judged(door: str) -> Sample:
    """Knock at a door of an item in quarantine."""
    return Sample(door, "POST", about="quarantine")


SYNC: list[Sample] = [
    Sample("sync:manifest"),
    Sample("sync:shell", path={"language": "en"}),
    Sample("sync:snapshot"),
    Sample("sync:worker"),
    Sample("sync:hello"),
    # A form is no batch: whoever may send is told so.
    Sample("sync:push", "POST", answers=frozenset({422})),
    Sample("sync:home"),
    kept("sync:choose"),
    kept("sync:hurry"),
    kept("sync:give-up"),
    kept("sync:take-back"),
    Sample("sync:forget", "POST", about="device"),
    Sample("sync:quarantine"),
    Sample("sync:bring", "POST", answers=frozenset({422})),
    judged("sync:admit"),
    judged("sync:refuse"),
    judged("sync:reconsider"),
    Sample("POST /sync/push", typed=a_batch, answers=frozenset({200, 409})),
    Sample("GET /envelopes"),
    Sample("GET /envelopes/{pk}", about="envelope"),
]
